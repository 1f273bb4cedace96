package dev.carnet.dancer.sereal;

import static dev.carnet.dancer.sereal.Tags.*;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlUtf8;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a Sereal document. A count is checked against the bytes that are left before anything is made; depth and
 * number of the values have a limit, since a part may be copied. Not thread-safe.
 */
final class SerealReader {
    private static final int MOST_DEPTH = 1000;
    private static final int MOST_VALUES = 1 << 20;
    private static final int LONG_DOUBLE_BYTES = 16;

    private final SerealBytes source;
    /** What an offset in the document says of the body's first byte. */
    private final int first;

    private final Map<Integer, PerlValue> seen = new HashMap<>();
    private final Map<Integer, String> classes = new HashMap<>();
    private int depth;
    private int values;
    private boolean copying;

    SerealReader(SerealBytes source, int first) {
        this.source = source;
        this.first = first;
    }

    /** The value that makes up the body. */
    PerlValue read() throws SerealException {
        PerlValue root = value();
        while (source.left() > 0) {
            if ((source.unsigned() & ~TRACKED) != PAD) {
                throw new SerealException("something follows the value");
            }
        }
        return root;
    }

    private PerlValue value() throws SerealException {
        if (++depth > MOST_DEPTH) {
            throw new SerealException("the value is nested more than " + MOST_DEPTH + " deep");
        }
        if (++values > MOST_VALUES) {
            throw new SerealException("the value holds more than " + MOST_VALUES + " values");
        }
        int at;
        int tag;
        do {
            at = source.position();
            tag = source.unsigned();
        } while ((tag & ~TRACKED) == PAD);
        PerlValue value = container(tag & ~TRACKED, (tag & TRACKED) == 0 || copying ? -1 : at);
        depth--;
        return value;
    }

    /** @param at where the value stands if it is referred to later, else -1 */
    private PerlValue container(int tag, int at) throws SerealException {
        return switch (tag) {
            case REFN -> {
                PerlReference reference = see(at, new PerlReference(false, false));
                yield reference.to(value());
            }
            case WEAKEN -> value();
            case HASH -> hash(see(at, new PerlHash()), source.count(2));
            case ARRAY -> array(see(at, new PerlArray()), source.count(1));
            case OBJECT -> blessed(at, className());
            case OBJECTV -> blessed(at, knownClass());
            case OBJECT_FREEZE -> frozen(at, className());
            case OBJECTV_FREEZE -> frozen(at, knownClass());
            case COPY -> see(at, copy());
            default -> tag >= ARRAYREF && tag < SHORT_BINARY ? shortContainer(tag, at) : see(at, leaf(tag));
        };
    }

    private PerlValue shortContainer(int tag, int at) throws SerealException {
        if (tag < HASHREF) {
            PerlArray array = see(at, new PerlArray());
            return PerlReference.of(array(array, tag - ARRAYREF));
        }
        PerlHash hash = see(at, new PerlHash());
        return PerlReference.of(hash(hash, tag - HASHREF));
    }

    private PerlValue leaf(int tag) throws SerealException {
        if (tag >= SHORT_BINARY) {
            return PerlScalar.ofBytes(latin1(tag - SHORT_BINARY));
        }
        if (tag < VARINT) {
            return PerlScalar.of(tag < NEG ? tag : tag - VARINT);
        }
        return switch (tag) {
            case VARINT -> unsigned(source.varint());
            case ZIGZAG -> {
                long zigzag = source.varint();
                yield PerlScalar.of(zigzag >>> 1 ^ -(zigzag & 1));
            }
            case FLOAT -> PerlScalar.of(source.floating());
            case DOUBLE -> PerlScalar.of(source.doubleFloating());
            case LONG_DOUBLE, FLOAT_128 -> {
                byte[] unused = source.take(LONG_DOUBLE_BYTES);
                yield new PerlOpaque("a number of more than 64 bits", null);
            }
            case UNDEF -> PerlScalar.undef();
            case CANONICAL_UNDEF -> PerlScalar.constant(PerlScalar.Kind.UNDEF_CONSTANT);
            case TRUE, YES -> PerlScalar.constant(PerlScalar.Kind.YES);
            case FALSE, NO -> PerlScalar.constant(PerlScalar.Kind.NO);
            case BINARY -> PerlScalar.ofBytes(latin1(source.count(1)));
            case STR_UTF8 -> PerlScalar.ofUtf8(utf8(source.count(1)));
            case REFP -> PerlReference.of(known());
            case ALIAS -> known();
            case REGEXP -> regexp();
            default -> throw new SerealException("the value holds something of an unknown kind, " + tag);
        };
    }

    private <T extends PerlValue> T see(int at, T value) {
        if (at >= 0) {
            seen.put(at, value);
        }
        return value;
    }

    /** Where an offset leads to, which is always back. */
    private int offset() throws SerealException {
        long offset = source.varint() - first;
        if (offset < 0 || offset >= source.position()) {
            throw new SerealException("the value refers to a part that it does not have");
        }
        return (int) offset;
    }

    private PerlValue known() throws SerealException {
        @Nullable PerlValue value = seen.get(offset());
        if (value == null) {
            throw new SerealException("the value refers to a part that it does not have");
        }
        return value;
    }

    /** No copy holds a copy, but for the names in it. */
    private PerlValue copy() throws SerealException {
        int from = offset();
        if (copying) {
            throw new SerealException("a copied part of the value copies another one");
        }
        int here = source.position();
        source.goTo(from);
        copying = true;
        PerlValue value = value();
        copying = false;
        source.goBack(here);
        return value;
    }

    private static PerlScalar unsigned(long bits) {
        return bits >= 0 ? PerlScalar.of(bits) : PerlScalar.ofBytes(Long.toUnsignedString(bits));
    }

    private String latin1(int length) throws SerealException {
        return new String(source.take(length), StandardCharsets.ISO_8859_1);
    }

    private String utf8(int length) throws SerealException {
        try {
            return PerlUtf8.decode(source.take(length));
        } catch (CharacterCodingException e) {
            throw new SerealException("a text is marked as UTF-8 and is not");
        }
    }

    private PerlArray array(PerlArray array, int count) throws SerealException {
        for (int i = 0; i < count; i++) {
            array.elements().add(value());
        }
        return array;
    }

    private PerlHash hash(PerlHash hash, int count) throws SerealException {
        for (int i = 0; i < count; i++) {
            String key = name();
            hash.put(key, value());
        }
        return hash;
    }

    /** A key or the name of a class: a text, or a copy of one. */
    private String name() throws SerealException {
        int tag = source.unsigned() & ~TRACKED;
        if (tag != COPY) {
            return text(tag);
        }
        int from = offset();
        int here = source.position();
        source.goTo(from);
        String name = text(source.unsigned() & ~TRACKED);
        source.goBack(here);
        return name;
    }

    private String text(int tag) throws SerealException {
        if (tag >= SHORT_BINARY) {
            return latin1(tag - SHORT_BINARY);
        }
        return switch (tag) {
            case BINARY -> latin1(source.count(1));
            case STR_UTF8 -> utf8(source.count(1));
            default -> throw new SerealException("a name in the value is no text");
        };
    }

    private String className() throws SerealException {
        int at = source.position();
        String name = name();
        classes.put(at, name);
        return name;
    }

    private String knownClass() throws SerealException {
        @Nullable String name = classes.get(offset());
        if (name == null) {
            throw new SerealException("the value refers to a class that it does not name");
        }
        return name;
    }

    private PerlValue blessed(int at, String className) throws SerealException {
        PerlValue reference = value();
        reference.target().bless(className);
        return see(at, reference);
    }

    private PerlOpaque frozen(int at, String className) throws SerealException {
        PerlOpaque object = see(at, new PerlOpaque("an object that freezes itself", null));
        object.bless(className);
        object.parts().add(value());
        return object;
    }

    private PerlOpaque regexp() throws SerealException {
        String pattern = name();
        return new PerlOpaque("a regular expression", "(?^" + name() + ":" + pattern + ")");
    }
}
