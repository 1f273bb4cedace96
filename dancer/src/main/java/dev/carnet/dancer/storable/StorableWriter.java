package dev.carnet.dancer.storable;

import static dev.carnet.dancer.storable.Marks.*;
import static java.util.Objects.requireNonNull;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlUtf8;
import dev.carnet.dancer.perl.PerlValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes one Storable value, byte for byte as Perl does for the same order of keys. Not thread-safe. */
final class StorableWriter {
    private static final int MOST_IN_A_BYTE = 255;
    private static final double LEAST_INTEGER = -0x1p63;
    private static final double BEYOND_INTEGERS = 0x1p63;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StorableOrder order;
    private final IdentityHashMap<PerlValue, Integer> seen = new IdentityHashMap<>();
    private final Map<String, Integer> classes = new HashMap<>();

    private StorableWriter(StorableOrder order) {
        this.order = order;
    }

    static byte[] write(PerlValue root, StorableOrder order) {
        StorableWriter writer = new StorableWriter(order);
        order.write(writer.out);
        writer.value(root);
        return writer.out.toByteArray();
    }

    private void value(PerlValue value) {
        Integer tag = seen.putIfAbsent(value, seen.size());
        if (tag != null) {
            out.write(OBJECT);
            integer(tag, ByteOrder.BIG_ENDIAN);
            return;
        }
        String className = value.className();
        if (value instanceof PerlOpaque opaque && opaque.detail() instanceof Hook hook) {
            hook(opaque, hook);
            return;
        }
        if (className != null) {
            bless(className);
        }
        if (value instanceof PerlScalar scalar) {
            scalar(scalar);
        } else if (value instanceof PerlReference reference) {
            out.write(mark(reference));
            value(reference.referent());
        } else if (value instanceof PerlArray array) {
            out.write(ARRAY);
            integer(array.elements().size(), order.bytes());
            array.elements().forEach(this::value);
        } else if (value instanceof PerlHash hash) {
            hash(hash);
        } else if (value instanceof PerlOpaque opaque) {
            opaque(opaque);
        }
    }

    private static int mark(PerlReference reference) {
        if (reference.isWeak()) {
            return reference.isOverloaded() ? WEAKOVERLOAD : WEAKREF;
        }
        return reference.isOverloaded() ? OVERLOAD : REF;
    }

    private void bless(String className) {
        Integer known = classes.putIfAbsent(className, classes.size());
        if (known != null) {
            out.write(IX_BLESS);
            classLength(known);
        } else {
            byte[] name = className.getBytes(StandardCharsets.UTF_8);
            out.write(BLESS);
            classLength(name.length);
            out.writeBytes(name);
        }
    }

    private void classLength(int length) {
        if (length <= Marks.MOST_IN_A_BYTE) {
            out.write(length);
        } else {
            out.write(LONG_FORM);
            integer(length, order.bytes());
        }
    }

    private void scalar(PerlScalar scalar) {
        byte[] version = scalar.version();
        if (version != null) {
            sized(version, VSTRING, LVSTRING);
        }
        switch (scalar.kind()) {
            case UNDEF -> out.write(UNDEF);
            case UNDEF_CONSTANT -> out.write(SV_UNDEF);
            case UNDEF_ELEMENT -> out.write(SVUNDEF_ELEM);
            case YES -> out.write(SV_YES);
            case NO -> out.write(SV_NO);
            case TRUE -> out.write(BOOLEAN_TRUE);
            case FALSE -> out.write(BOOLEAN_FALSE);
            case BYTES -> text(scalar.text(), StandardCharsets.ISO_8859_1);
            case UTF8 -> text(scalar.text(), StandardCharsets.UTF_8);
            case INTEGER -> number(((Number) requireNonNull(scalar.content())).longValue());
            case DOUBLE -> number(((Number) requireNonNull(scalar.content())).doubleValue());
        }
    }

    private void text(String text, Charset charset) {
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        sized(
                utf8 ? PerlUtf8.encode(text) : text.getBytes(charset),
                utf8 ? UTF8STR : SCALAR,
                utf8 ? LUTF8STR : LSCALAR);
    }

    private void sized(byte[] bytes, int shortMark, int longMark) {
        if (bytes.length <= MOST_IN_A_BYTE) {
            out.write(shortMark);
            out.write(bytes.length);
        } else {
            out.write(longMark);
            integer(bytes.length, order.bytes());
        }
        out.writeBytes(bytes);
    }

    private void number(long number) {
        if (number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE) {
            out.write(BYTE);
            out.write((int) number + 128);
        } else if (order.network() && number == (int) number) {
            out.write(NETINT);
            integer((int) number, ByteOrder.BIG_ENDIAN);
        } else if (order.network() || (order.integerBytes() < Long.BYTES && number != (int) number)) {
            text(String.valueOf(number), StandardCharsets.ISO_8859_1);
        } else {
            out.write(INTEGER);
            if (order.integerBytes() < Long.BYTES) {
                integer((int) number, order.bytes());
            } else {
                longInteger(number);
            }
        }
    }

    /** In network order Perl writes text, and a whole number as an integer. */
    private void number(double number) {
        if (!order.network()) {
            out.write(DOUBLE);
            longInteger(Double.doubleToRawLongBits(number));
        } else if (number == Math.rint(number) && number >= LEAST_INTEGER && number < BEYOND_INTEGERS) {
            number((long) number);
        } else {
            text(PerlScalar.of(number).text(), StandardCharsets.ISO_8859_1);
        }
    }

    private void hash(PerlHash hash) {
        boolean flagged = hash.isFlagged();
        out.write(flagged ? FLAG_HASH : HASH);
        if (flagged) {
            out.write(hash.flags());
        }
        integer(hash.slots().size(), order.bytes());
        hash.slots().forEach((key, slot) -> {
            value(slot.value());
            if (flagged) {
                out.write(slot.flags());
            }
            boolean utf8 = (slot.flags() & PerlHash.UTF8) != 0;
            byte[] bytes = utf8 ? PerlUtf8.encode(key) : key.getBytes(StandardCharsets.ISO_8859_1);
            integer(bytes.length, order.bytes());
            out.writeBytes(bytes);
        });
    }

    private void opaque(PerlOpaque opaque) {
        if (opaque.detail() instanceof Pattern regexp) {
            boolean large = regexp.pattern().length() > MOST_IN_A_BYTE;
            out.write(REGEXP);
            out.write(large ? LONG_PATTERN : 0);
            counted(regexp.pattern(), large);
            counted(regexp.flags(), false);
        } else if (opaque.detail() instanceof Tied tied) {
            out.write(tied.mark());
            opaque.parts().forEach(this::value);
            if (tied.mark() == TIED_IDX) {
                integer(tied.index(), order.bytes());
            }
        } else {
            out.write(CODE);
            opaque.parts().forEach(this::value);
        }
    }

    /** What the object refers to and was not written yet stands before its end, each with the flags before it. */
    private void hook(PerlOpaque object, Hook hook) {
        boolean extra = hook.type() == Hook.EXTRA;
        List<PerlValue> listed =
                extra ? object.parts().subList(0, object.parts().size() - 1) : object.parts();
        out.write(HOOK);
        boolean first = true;
        for (PerlValue each : listed) {
            if (!seen.containsKey(each)) {
                hookFlags(hook, Hook.RECURSE | hook.type(), first);
                first = false;
                value(each);
            }
        }
        String className = String.valueOf(object.className());
        byte[] name = className.getBytes(StandardCharsets.UTF_8);
        Integer known = classes.putIfAbsent(className, classes.size());
        int classSize = known == null ? name.length : known;
        int flags = hook.type()
                | (known == null ? 0 : Hook.KNOWN_CLASS)
                | (classSize > MOST_IN_A_BYTE ? Hook.LARGE_CLASS : 0)
                | (hook.frozen().length() > MOST_IN_A_BYTE ? Hook.LARGE_TEXT : 0)
                | (hook.listed() ? Hook.HAS_LIST : 0)
                | (listed.size() > MOST_IN_A_BYTE ? Hook.LARGE_LIST : 0);
        hookFlags(hook, flags, first);
        count(classSize, classSize > MOST_IN_A_BYTE);
        if (known == null) {
            out.writeBytes(name);
        }
        counted(hook.frozen(), hook.frozen().length() > MOST_IN_A_BYTE);
        if (hook.listed()) {
            count(listed.size(), listed.size() > MOST_IN_A_BYTE);
            listed.forEach(each -> integer(seen.getOrDefault(each, 0), ByteOrder.BIG_ENDIAN));
        }
        if (extra) {
            value(object.parts().get(object.parts().size() - 1));
        }
    }

    private void hookFlags(Hook hook, int flags, boolean first) {
        out.write(flags);
        if (first && hook.type() == Hook.EXTRA) {
            out.write(hook.extra());
        }
    }

    private void counted(String bytes, boolean large) {
        count(bytes.length(), large);
        out.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void count(int number, boolean large) {
        if (large) {
            integer(number, order.bytes());
        } else {
            out.write(number);
        }
    }

    private void integer(int number, ByteOrder bytes) {
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).order(bytes).putInt(number).array());
    }

    private void longInteger(long number) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(order.bytes())
                .putLong(number)
                .array());
    }
}
