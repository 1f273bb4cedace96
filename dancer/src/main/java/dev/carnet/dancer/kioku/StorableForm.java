package dev.carnet.dancer.kioku;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.storable.FrozenObject;
import dev.carnet.dancer.storable.Storable;
import dev.carnet.dancer.storable.StorableException;
import dev.carnet.dancer.storable.StorableOrder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Storable in network order. Both of KiokuDB's classes freeze themselves:
 *
 * <pre>
 * KiokuDB::Entry      pack("C C w/a* w/a*", 1, flags, id, class) and [data, backend_data, class_meta, class_version]
 * KiokuDB::Reference  "ID," or "ID,1" if it is weak
 * </pre>
 *
 * Entries before version 0.30 of KiokuDB begin with {@code id,root,class,tied,deleted} instead. Carnet's note is a fifth
 * element of the array.
 */
final class StorableForm implements KiokuForm {
    private static final int VERSION = 1;
    private static final int ROOT = 1;
    private static final int DELETED = 2;
    private static final int TIED_SHIFT = 2;
    private static final int TIED_MASK = 3;
    private static final String TIED = "HSAG";
    private static final int NOTE = 4;
    private static final int OLD_FIELDS = 5;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    @Override
    public PerlValue read(byte[] bytes) {
        try {
            return Storable.read(bytes).root();
        } catch (StorableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public PerlStored of(PerlValue value) {
        return new Storable(value, StorableOrder.NETWORK, false);
    }

    @Override
    public Optional<KiokuEntry> entry(PerlValue value) {
        return frozen(value, KiokuEntry.CLASS).map(frozen -> {
            List<PerlValue> list = frozen.parts().stream()
                    .findFirst()
                    .map(PerlValue::target)
                    .map(part -> part instanceof PerlArray array ? array.elements() : List.<PerlValue>of())
                    .orElse(List.of());
            return unpacked(frozen.text(), list);
        });
    }

    private static Optional<FrozenObject> frozen(PerlValue value, String className) {
        return FrozenObject.of(value.target()).filter(each -> each.className().equals(className));
    }

    private static KiokuEntry unpacked(String packed, List<PerlValue> list) {
        if (packed.isEmpty() || packed.charAt(0) != VERSION) {
            return unpackedOld(packed, list);
        }
        Packed rest = new Packed(packed, 1);
        int flags = rest.next();
        String id = rest.text();
        String className = rest.text();
        if (rest.at < packed.length()) {
            return unpackedOld(packed, list);
        }
        int tied = (flags >> TIED_SHIFT) & TIED_MASK;
        return entry(
                id,
                className,
                (flags & ROOT) != 0,
                (flags & DELETED) != 0,
                tied == 0 ? "" : TIED.substring(tied - 1, tied),
                list);
    }

    private static KiokuEntry unpackedOld(String packed, List<PerlValue> list) {
        String[] fields = packed.split(",", -1);
        if (fields.length != OLD_FIELDS || !isFlag(fields[1]) || !isFlag(fields[OLD_FIELDS - 1])) {
            throw new IllegalArgumentException("an entry of KiokuDB is damaged");
        }
        return entry(
                fields[0],
                fields[2],
                fields[1].equals("1"),
                fields[OLD_FIELDS - 1].equals("1"),
                fields[3].substring(0, Math.min(1, fields[3].length())),
                list);
    }

    private static boolean isFlag(String text) {
        return text.isEmpty() || text.equals("1");
    }

    private static KiokuEntry entry(
            String id, String className, boolean isRoot, boolean isDeleted, String tied, List<PerlValue> list) {
        PerlValue data = element(list, 0);
        return new KiokuEntry(
                decoded(id),
                decoded(className),
                isRoot,
                isDeleted,
                tied,
                data == null ? PerlScalar.undef() : data,
                element(list, 1),
                element(list, 2),
                element(list, 3),
                element(list, NOTE) instanceof PerlScalar note ? note.text() : null);
    }

    private static @Nullable PerlValue element(List<PerlValue> list, int index) {
        PerlValue value = index < list.size() ? list.get(index) : null;
        return value instanceof PerlScalar scalar && scalar.content() == null ? null : value;
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    /** Perl's {@code pack}. */
    private static final class Packed {
        private final String bytes;
        private int at;

        Packed(String bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int next() {
            if (at >= bytes.length()) {
                throw new IllegalArgumentException("an entry of KiokuDB is truncated");
            }
            return bytes.charAt(at++);
        }

        /** A text behind its length. */
        String text() {
            long length = 0;
            int part;
            do {
                part = next();
                length = (length << BITS) | (part & LOW_BITS);
            } while ((part & MORE) != 0 && length <= bytes.length());
            if (length > bytes.length() - at) {
                throw new IllegalArgumentException("an entry of KiokuDB is truncated");
            }
            at += (int) length;
            return bytes.substring(at - (int) length, at);
        }
    }

    @Override
    public Optional<KiokuReference> reference(PerlValue value) {
        return frozen(value, KiokuReference.CLASS).map(frozen -> {
            int comma = frozen.text().indexOf(',');
            String id = comma < 0 ? frozen.text() : frozen.text().substring(0, comma);
            return new KiokuReference(decoded(id), frozen.text().endsWith(",1"));
        });
    }

    @Override
    public PerlValue of(KiokuEntry entry) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(VERSION);
        packed.write((entry.isRoot() ? ROOT : 0)
                | (entry.isDeleted() ? DELETED : 0)
                | ((entry.tied().isEmpty() ? 0 : TIED.indexOf(entry.tied()) + 1) << TIED_SHIFT));
        pack(entry.id(), packed);
        pack(entry.className(), packed);
        PerlArray list = new PerlArray();
        list.elements().add(entry.data());
        list.elements().add(orUndef(entry.backendData()));
        list.elements().add(orUndef(entry.classMeta()));
        list.elements().add(orUndef(entry.classVersion()));
        if (entry.note() != null) {
            list.elements().add(PerlScalar.of(entry.note()));
        }
        return new FrozenObject(KiokuEntry.CLASS, packed.toString(ISO_8859_1), List.of(list)).toPerl();
    }

    private static PerlValue orUndef(@Nullable PerlValue value) {
        return value == null ? PerlScalar.undef() : value;
    }

    private static void pack(String text, ByteArrayOutputStream into) {
        byte[] bytes = text.getBytes(UTF_8);
        int shift = 0;
        while (bytes.length >> shift > LOW_BITS) {
            shift += BITS;
        }
        for (; shift >= 0; shift -= BITS) {
            into.write(((bytes.length >> shift) & LOW_BITS) | (shift > 0 ? MORE : 0));
        }
        into.writeBytes(bytes);
    }

    @Override
    public PerlValue of(KiokuReference reference) {
        String text = reference.id() + (reference.isWeak() ? ",1" : ",");
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        return PerlReference.of(new FrozenObject(KiokuReference.CLASS, bytes, List.of()).toPerl());
    }

    @Override
    public Optional<byte[]> kept(PerlValue value) {
        return Optional.of(of(value).write());
    }
}
