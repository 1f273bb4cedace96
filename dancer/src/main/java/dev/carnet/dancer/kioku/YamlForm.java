package dev.carnet.dancer.kioku;

import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.yaml.PerlYaml;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The YAML of YAML::XS. KiokuDB's objects are the hashes that they are in Perl:
 *
 * <pre>
 * --- !!perl/hash:KiokuDB::Entry
 * class: Dancer::Session::KiokuDB
 * data:
 *   friend: !!perl/hash:KiokuDB::Reference
 *     id: e79327da-ec66-11f1-8853-02fc00000001
 *   id: ID
 * id: ID
 * root: 1
 * </pre>
 *
 * Carnet's note stands there under {@code __carnet}.
 */
final class YamlForm implements KiokuForm {
    private static final String NOTE = "__carnet";

    @Override
    public PerlValue read(byte[] bytes) {
        return PerlYaml.read(PerlYaml.Module.YAML_XS, bytes).root();
    }

    @Override
    public PerlStored of(PerlValue value) {
        return PerlYaml.of(PerlYaml.Module.YAML_XS, value);
    }

    @Override
    public Optional<KiokuEntry> entry(PerlValue value) {
        return object(value, KiokuEntry.CLASS).map(hash -> {
            PerlValue data = present(hash, "data");
            return new KiokuEntry(
                    text(hash, "id"),
                    text(hash, "class"),
                    isTrue(hash, "root"),
                    isTrue(hash, "deleted"),
                    text(hash, "tied"),
                    data == null ? PerlScalar.undef() : data,
                    present(hash, "backend_data"),
                    present(hash, "class_meta"),
                    present(hash, "class_version"),
                    hash.get(NOTE) instanceof PerlScalar note ? note.text() : null);
        });
    }

    private static Optional<PerlHash> object(PerlValue value, String className) {
        return value.target() instanceof PerlHash hash && className.equals(hash.className())
                ? Optional.of(hash)
                : Optional.empty();
    }

    private static String text(PerlHash hash, String key) {
        return hash.get(key) instanceof PerlScalar scalar ? scalar.text() : "";
    }

    private static boolean isTrue(PerlHash hash, String key) {
        return hash.get(key) instanceof PerlScalar scalar && scalar.isTrue();
    }

    private static @Nullable PerlValue present(PerlHash hash, String key) {
        PerlValue value = hash.get(key);
        return value instanceof PerlScalar scalar && scalar.content() == null ? null : value;
    }

    @Override
    public Optional<KiokuReference> reference(PerlValue value) {
        return object(value, KiokuReference.CLASS)
                .map(hash -> new KiokuReference(text(hash, "id"), isTrue(hash, "is_weak")));
    }

    @Override
    public PerlValue of(KiokuEntry entry) {
        PerlHash hash = new PerlHash();
        hash.bless(KiokuEntry.CLASS);
        if (entry.note() != null) {
            hash.put(NOTE, PerlScalar.of(entry.note()));
        }
        put(hash, "backend_data", entry.backendData());
        if (!entry.className().isEmpty()) {
            hash.put("class", PerlScalar.of(entry.className()));
        }
        put(hash, "class_meta", entry.classMeta());
        put(hash, "class_version", entry.classVersion());
        hash.put("data", entry.data());
        if (entry.isDeleted()) {
            hash.put("deleted", PerlScalar.of(1));
        }
        if (!entry.id().isEmpty()) {
            hash.put("id", PerlScalar.of(entry.id()));
        }
        hash.put("root", PerlScalar.of(entry.isRoot() ? 1 : 0));
        if (!entry.tied().isEmpty()) {
            hash.put("tied", PerlScalar.of(entry.tied()));
        }
        return PerlReference.of(hash);
    }

    private static void put(PerlHash hash, String key, @Nullable PerlValue value) {
        if (value != null) {
            hash.put(key, value);
        }
    }

    @Override
    public PerlValue of(KiokuReference reference) {
        PerlHash hash = new PerlHash();
        hash.bless(KiokuReference.CLASS);
        hash.put("id", PerlScalar.of(reference.id()));
        if (reference.isWeak()) {
            hash.put("is_weak", PerlScalar.of(1));
        }
        return PerlReference.of(hash);
    }

    /** What YAML says of code it does not say in a way that could be said again. */
    @Override
    public Optional<byte[]> kept(PerlValue value) {
        return Optional.empty();
    }
}
