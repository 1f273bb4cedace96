package dev.carnet.dancer.storable;

import static dev.carnet.dancer.storable.Marks.*;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlUtf8;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one Storable value. What it costs grows with the number of bytes alone: a count is checked against the bytes that are
 * left before anything is made, and the depth has a limit. Every value gets a tag when it begins, which later marks refer
 * to. Not thread-safe.
 */
final class StorableReader {
    private static final int MOST_DEPTH = 1000;
    private static final int KEY_BYTES = 5;

    private final StorableBytes source;
    private final StorableOrder order;
    private final List<PerlValue> seen = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private int depth;

    private StorableReader(StorableBytes source, StorableOrder order) {
        this.source = source;
        this.order = order;
    }

    /** The value that makes up all of these bytes. */
    static Storable read(byte[] bytes) throws StorableException {
        StorableBytes source = new StorableBytes(bytes);
        StorableOrder order = StorableOrder.read(source);
        PerlValue root = new StorableReader(source, order).value();
        if (source.left() > 0) {
            throw new StorableException("there is more after the value");
        }
        return new Storable(root, order, false);
    }

    private PerlValue value() throws StorableException {
        return value(source.unsigned());
    }

    private PerlValue value(int mark) throws StorableException {
        if (++depth > MOST_DEPTH) {
            throw new StorableException("the value is nested more than " + MOST_DEPTH + " deep");
        }
        PerlValue value = container(mark);
        depth--;
        return value;
    }

    /** What may hold others; apart from the rest, so that nesting costs little stack. */
    private PerlValue container(int mark) throws StorableException {
        return switch (mark) {
            case VSTRING -> version(source.unsigned());
            case LVSTRING -> version(length());
            case REF -> reference(false, false);
            case OVERLOAD -> reference(false, true);
            case WEAKREF -> reference(true, false);
            case WEAKOVERLOAD -> reference(true, true);
            case ARRAY -> array();
            case HASH -> hash();
            case FLAG_HASH -> flagHash();
            case BLESS -> blessed(newClass());
            case IX_BLESS -> blessed(knownClass(source.unsigned()));
            case HOOK -> hook();
            case CODE -> code();
            case TIED_ARRAY, TIED_HASH, TIED_SCALAR, TIED_KEY, TIED_IDX -> tied(mark);
            default -> leaf(mark);
        };
    }

    private PerlValue leaf(int mark) throws StorableException {
        return switch (mark) {
            case OBJECT -> known(source.integer(ByteOrder.BIG_ENDIAN));
            case SCALAR -> see(bytes(source.unsigned()));
            case LSCALAR -> see(bytes(length()));
            case UTF8STR -> see(utf8(source.unsigned()));
            case LUTF8STR -> see(utf8(length()));
            case INTEGER -> see(integer());
            case NETINT -> see(PerlScalar.of(source.integer(ByteOrder.BIG_ENDIAN)));
            case BYTE -> see(PerlScalar.of(source.unsigned() - 128L));
            case DOUBLE -> see(fraction());
            case UNDEF -> see(PerlScalar.undef());
            case SV_UNDEF -> see(PerlScalar.constant(PerlScalar.Kind.UNDEF_CONSTANT));
            case SVUNDEF_ELEM -> see(PerlScalar.constant(PerlScalar.Kind.UNDEF_ELEMENT));
            case SV_YES -> see(PerlScalar.constant(PerlScalar.Kind.YES));
            case SV_NO -> see(PerlScalar.constant(PerlScalar.Kind.NO));
            case BOOLEAN_TRUE -> see(PerlScalar.constant(PerlScalar.Kind.TRUE));
            case BOOLEAN_FALSE -> see(PerlScalar.constant(PerlScalar.Kind.FALSE));
            case REGEXP -> regexp();
            case LOBJECT -> throw new StorableException("the value contains an object of more than 2 GB");
            default -> throw new StorableException("the value contains an element of unknown kind, " + mark);
        };
    }

    private <T extends PerlValue> T see(T value) {
        seen.add(value);
        return value;
    }

    private PerlValue known(int tag) throws StorableException {
        if (tag < 0 || tag >= seen.size()) {
            throw new StorableException("the value refers to a part that it does not have");
        }
        return seen.get(tag);
    }

    private int length() throws StorableException {
        return source.count(order.bytes(), 1);
    }

    private PerlScalar bytes(int length) throws StorableException {
        return PerlScalar.ofBytes(latin1(length));
    }

    private PerlScalar utf8(int length) throws StorableException {
        return PerlScalar.ofUtf8(decoded(source.take(length)));
    }

    private String latin1(int length) throws StorableException {
        return new String(source.take(length), StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] utf8) throws StorableException {
        try {
            return PerlUtf8.decode(utf8);
        } catch (CharacterCodingException e) {
            throw new StorableException("a text is marked as UTF-8 but is not valid");
        }
    }

    private PerlScalar fraction() throws StorableException {
        expectNative();
        return PerlScalar.of(Double.longBitsToDouble(source.longInteger(order.bytes())));
    }

    private void expectNative() throws StorableException {
        if (order.network()) {
            throw new StorableException("a number in native order is inside a value in network order");
        }
    }

    private PerlScalar integer() throws StorableException {
        expectNative();
        return PerlScalar.of(
                order.integerBytes() == Long.BYTES ? source.longInteger(order.bytes()) : source.integer(order.bytes()));
    }

    /** The text that follows gets the tag. */
    private PerlValue version(int length) throws StorableException {
        byte[] written = source.take(length);
        int tag = seen.size();
        PerlValue text = value();
        if (!(text instanceof PerlScalar scalar) || tag >= seen.size()) {
            throw new StorableException("a version has no text");
        }
        PerlScalar version = scalar.writtenAs(written);
        seen.set(tag, version);
        return version;
    }

    private PerlReference reference(boolean weak, boolean overloaded) throws StorableException {
        PerlReference reference = see(new PerlReference(weak, overloaded));
        return reference.to(value());
    }

    private PerlArray array() throws StorableException {
        PerlArray array = see(new PerlArray());
        int count = source.count(order.bytes(), 1);
        for (int i = 0; i < count; i++) {
            array.elements().add(value());
        }
        return array;
    }

    private PerlHash hash() throws StorableException {
        PerlHash hash = see(new PerlHash());
        int count = source.count(order.bytes(), KEY_BYTES);
        for (int i = 0; i < count; i++) {
            PerlValue value = value();
            hash.put(latin1(length()), value, 0);
        }
        return hash;
    }

    private PerlHash flagHash() throws StorableException {
        PerlHash hash = see(new PerlHash(source.unsigned(), true));
        int count = source.count(order.bytes(), KEY_BYTES);
        for (int i = 0; i < count; i++) {
            PerlValue value = value();
            int flags = source.unsigned();
            if ((flags & KEY_IS_VALUE) != 0) {
                throw new StorableException("a key of a hash is not a plain text");
            }
            byte[] key = source.take(length());
            if ((flags & PLACEHOLDER) == 0) {
                boolean utf8 = (flags & PerlHash.UTF8) != 0;
                hash.put(utf8 ? decoded(key) : new String(key, StandardCharsets.ISO_8859_1), value, flags);
            }
        }
        return hash;
    }

    private PerlValue blessed(String className) throws StorableException {
        PerlValue value = value();
        value.bless(className);
        return value;
    }

    private String newClass() throws StorableException {
        int length = source.unsigned();
        return remember(source.take((length & LONG_FORM) == 0 ? length : length()));
    }

    private String remember(byte[] name) {
        // Perl holds a name as UTF-8 if it is none in ASCII.
        String className = new String(name, StandardCharsets.UTF_8);
        classes.add(className);
        return className;
    }

    private String knownClass(int first) throws StorableException {
        return classAt((first & LONG_FORM) == 0 ? first : source.integer(order.bytes()));
    }

    private String classAt(int index) throws StorableException {
        if (index < 0 || index >= classes.size()) {
            throw new StorableException("the value refers to a class that it does not name");
        }
        return classes.get(index);
    }

    private PerlOpaque hook() throws StorableException {
        PerlOpaque object = see(new PerlOpaque("an object that freezes itself", null));
        int flags = source.unsigned();
        int type = flags & Hook.TYPE;
        int extra = type == Hook.EXTRA ? source.unsigned() : 0;
        while ((flags & Hook.RECURSE) != 0) {
            value();
            flags = source.unsigned();
        }
        String className = hookClass(flags);
        String frozen = latin1(sized(flags, Hook.LARGE_TEXT));
        boolean listed = (flags & Hook.HAS_LIST) != 0;
        int count = listed ? sized(flags, Hook.LARGE_LIST) : 0;
        for (int i = 0; i < count; i++) {
            object.parts().add(known(source.integer(ByteOrder.BIG_ENDIAN)));
        }
        if (type == Hook.EXTRA) {
            object.parts().add(value());
        }
        object.bless(className);
        return object.detail(new Hook(type, extra, frozen, listed));
    }

    private String hookClass(int flags) throws StorableException {
        int size = sized(flags, Hook.LARGE_CLASS);
        return (flags & Hook.KNOWN_CLASS) != 0 ? classAt(size) : remember(source.take(size));
    }

    private int sized(int flags, int large) throws StorableException {
        return (flags & large) != 0 ? length() : source.unsigned();
    }

    /** A subroutine's source. */
    private PerlOpaque code() throws StorableException {
        PerlOpaque code = see(new PerlOpaque("a subroutine", null));
        code.parts().add(value());
        return code.detail(CODE);
    }

    private PerlOpaque regexp() throws StorableException {
        int form = source.unsigned();
        String pattern = latin1((form & LONG_PATTERN) != 0 ? length() : source.unsigned());
        String flags = latin1(source.unsigned());
        String text = "(?^" + flags + ":" + pattern + ")";
        return see(new PerlOpaque("a regular expression", text)).detail(new Pattern(pattern, flags));
    }

    private PerlOpaque tied(int mark) throws StorableException {
        PerlOpaque variable = see(new PerlOpaque("a tied variable", null));
        variable.parts().add(value());
        if (mark == TIED_KEY) {
            variable.parts().add(value());
        }
        int index = mark == TIED_IDX ? source.integer(order.bytes()) : 0;
        return variable.detail(new Tied(mark, index));
    }
}
