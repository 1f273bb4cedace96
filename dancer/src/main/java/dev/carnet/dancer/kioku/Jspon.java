package dev.carnet.dancer.kioku;

import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlArray;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.perl.PerlOpaque;
import dev.carnet.dancer.perl.PerlReference;
import dev.carnet.dancer.perl.PerlScalar;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.document.JsonObject;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Between Perl's values and the JSON of KiokuDB's serializer (JSPON), in which references and objects inside an entry are hashes
 * with names of KiokuDB's. What that serializer does not have is said with them, so that it comes back:
 *
 * <pre>
 * {"__CLASS__":"My::Point","__META__":"blessed","data":{"x":1}}      a blessed value that is no entry
 * {"__CLASS__":"Regexp","__META__":"perl:BAs...","data":"(?^:x)"}    one of which only a text can be read
 * {"$ref":".data","perl":"BAs..."}                                   one of which nothing can be read
 * </pre>
 *
 * For one value, by one thread.
 */
final class Jspon {
    private static final String CLASS = "__CLASS__";
    private static final String META = "__META__";
    private static final String VERSION = "__VERSION__";
    private static final String DATA = "data";
    private static final String ID = "id";
    private static final String ROOT = "root";
    private static final String DELETED = "deleted";
    private static final String TIED = "tied";
    private static final String BACKEND_DATA = "backend_data";
    private static final String REFERENCE = "$ref";
    private static final String OF_DATA = ".data";
    private static final String WEAK = "weak";
    private static final String PERL = "perl";
    private static final String BLESSED = "blessed";
    private static final String KEPT = PERL + ":";

    private final KiokuForm form;
    private final IdentityHashMap<PerlValue, PerlValue> converted = new IdentityHashMap<>();
    private final Set<PerlValue> openEntries = Collections.newSetFromMap(new IdentityHashMap<>());

    Jspon(KiokuForm form) {
        this.form = form;
    }

    /**
     * The members of an entry as JSON, in a fixed order.
     *
     * @throws IllegalArgumentException if it holds what cannot be said at all
     */
    Map<String, String> members(KiokuEntry entry) {
        Map<String, String> members = new LinkedHashMap<>();
        if (!entry.className().isEmpty()) {
            members.put(CLASS, JsonObject.quote(entry.className()));
        }
        put(members, META, entry.classMeta());
        put(members, VERSION, entry.classVersion());
        members.put(DATA, data(entry.data()));
        if (!entry.id().isEmpty()) {
            members.put(ID, JsonObject.quote(entry.id()));
        }
        if (entry.isRoot()) {
            members.put(ROOT, "true");
        }
        if (entry.isDeleted()) {
            members.put(DELETED, "true");
        }
        if (!entry.tied().isEmpty()) {
            members.put(TIED, JsonObject.quote(entry.tied()));
        }
        put(members, BACKEND_DATA, entry.backendData());
        return members;
    }

    private void put(Map<String, String> members, String name, @Nullable PerlValue value) {
        if (value != null) {
            members.put(name, json(value));
        }
    }

    /** Attribute by attribute, so that one that cannot be read leaves the others. */
    private String data(PerlValue data) {
        if (data.target() instanceof PerlHash hash
                && hash.className() == null
                && form.reference(data).isEmpty()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            hash.slots().forEach((name, slot) -> attributes.put(JsonGraph.escape(name), json(slot.value())));
            return JsonObject.join(attributes);
        }
        return json(data);
    }

    private String json(PerlValue value) {
        try {
            return PerlJson.write(plain(value));
        } catch (NotPlainException e) {
            converted.clear();
            try {
                return PerlJson.write(unreadable(value));
            } catch (NotPlainException tooLarge) {
                throw new IllegalArgumentException(tooLarge.getMessage(), tooLarge);
            }
        }
    }

    private PerlValue plain(PerlValue given) {
        Optional<KiokuReference> reference = form.reference(given);
        if (reference.isPresent()) {
            return plain(reference.get());
        }
        Optional<KiokuEntry> entry = form.entry(given);
        if (entry.isPresent()) {
            return entryInside(given.target(), entry.get());
        }
        PerlValue value = given.target();
        if (value instanceof PerlReference) {
            return unreadable(given);
        }
        PerlValue known = converted.get(value);
        return known == null ? object(given, value) : known;
    }

    private PerlValue entryInside(PerlValue value, KiokuEntry entry) {
        if (!openEntries.add(value)) {
            throw new IllegalArgumentException("an entry contains itself");
        }
        PerlHash hash = new PerlHash();
        members(entry).forEach((name, json) -> hash.put(name, JsonPerl.read(json)));
        openEntries.remove(value);
        return PerlReference.of(hash);
    }

    private static PerlValue plain(KiokuReference reference) {
        PerlHash hash = new PerlHash().put(REFERENCE, PerlScalar.of(reference.id() + OF_DATA));
        return PerlReference.of(reference.isWeak() ? hash.put(WEAK, PerlScalar.of(1)) : hash);
    }

    private PerlValue object(PerlValue given, PerlValue value) {
        if (value instanceof PerlOpaque opaque) {
            return opaque.text() == null ? unreadable(given) : readable(given, opaque, opaque.text());
        }
        if (value instanceof PerlScalar scalar) {
            return scalar.className() == null || PerlJson.isBoolean(scalar) ? scalar : blessed(scalar, scalar);
        }
        if (value instanceof PerlArray array) {
            PerlArray plain = new PerlArray();
            PerlValue whole = blessed(array, PerlReference.of(plain));
            converted.put(value, whole);
            array.elements().forEach(each -> plain.elements().add(plain(each)));
            return whole;
        }
        PerlHash hash = (PerlHash) value;
        PerlHash plain = new PerlHash();
        PerlValue whole = blessed(hash, PerlReference.of(plain));
        converted.put(value, whole);
        hash.slots().forEach((name, slot) -> plain.put(JsonGraph.escape(name), plain(slot.value())));
        return whole;
    }

    private static PerlValue blessed(PerlValue value, PerlValue data) {
        String className = value.className();
        return className == null ? data : object(className, BLESSED, data);
    }

    private static PerlValue object(String className, String meta, PerlValue data) {
        return PerlReference.of(new PerlHash()
                .put(CLASS, PerlScalar.of(className))
                .put(META, PerlScalar.of(meta))
                .put(DATA, data));
    }

    private PerlValue readable(PerlValue given, PerlOpaque opaque, String text) {
        String className = opaque.className() == null ? "Regexp" : opaque.className();
        return form.kept(given)
                .map(bytes -> object(className, KEPT + base64(bytes), PerlScalar.of(text)))
                .orElse(PerlScalar.of(text));
    }

    private PerlValue unreadable(PerlValue given) {
        PerlHash hash = new PerlHash().put(REFERENCE, PerlScalar.of(OF_DATA));
        form.kept(given).ifPresent(bytes -> hash.put(PERL, PerlScalar.of(base64(bytes))));
        return PerlReference.of(hash);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The entry with these members.
     *
     * @throws IllegalArgumentException if Perl could not read it; the message shows none of it
     */
    KiokuEntry entry(Map<String, String> members) {
        PerlHash hash = new PerlHash();
        members.forEach((name, json) -> hash.put(name, JsonPerl.read(json)));
        return entry(hash);
    }

    private KiokuEntry entry(PerlHash hash) {
        PerlValue data = hash.get(DATA);
        return new KiokuEntry(
                text(hash, ID),
                text(hash, CLASS),
                isTrue(hash, ROOT),
                isTrue(hash, DELETED),
                text(hash, TIED),
                data == null ? PerlScalar.undef() : perl(data),
                perls(hash, BACKEND_DATA),
                perls(hash, META),
                perls(hash, VERSION),
                null);
    }

    private @Nullable PerlValue perls(PerlHash hash, String name) {
        PerlValue value = hash.get(name);
        return value == null ? null : perl(value);
    }

    private static String text(PerlHash hash, String name) {
        PerlValue value = hash.get(name);
        return value != null && value.target() instanceof PerlScalar scalar ? scalar.text() : "";
    }

    private static boolean isTrue(PerlHash hash, String name) {
        PerlValue value = hash.get(name);
        return value != null && value.target() instanceof PerlScalar scalar && scalar.isTrue();
    }

    /** A value that was JSON. Perl's own truths are numbers and texts, and its KiokuDB takes no objects for them. */
    private PerlValue perl(PerlValue given) {
        PerlValue value = given.target();
        if (value instanceof PerlScalar scalar) {
            return scalar.className() == null ? scalar : scalar.isTrue() ? PerlScalar.of(1) : PerlScalar.of("");
        }
        if (value instanceof PerlArray array) {
            PerlArray perl = new PerlArray();
            array.elements().forEach(each -> perl.elements().add(perl(each)));
            return PerlReference.of(perl);
        }
        PerlHash hash = (PerlHash) value;
        String first = hash.slots().keySet().stream().findFirst().orElse("");
        if (JsonGraph.isReference(first)) {
            return reference(hash);
        }
        if (JsonGraph.isReserved(first)) {
            return object(hash);
        }
        PerlHash perl = new PerlHash();
        hash.slots().forEach((name, slot) -> perl.put(JsonGraph.unescape(name), perl(slot.value())));
        return PerlReference.of(perl);
    }

    private PerlValue reference(PerlHash hash) {
        if (hash.get(PERL) instanceof PerlScalar bytes) {
            return form.read(Base64.getDecoder().decode(bytes.text()));
        }
        String target = JsonGraph.target(text(hash, REFERENCE));
        if (target.isEmpty()) {
            throw new IllegalArgumentException("a value that only Perl code could restore cannot be written");
        }
        return form.of(new KiokuReference(target, isTrue(hash, WEAK)));
    }

    private PerlValue object(PerlHash hash) {
        String meta = text(hash, META);
        if (meta.startsWith(KEPT)) {
            return form.read(Base64.getDecoder().decode(meta.substring(KEPT.length())));
        }
        if (!meta.equals(BLESSED)) {
            return PerlReference.of(form.of(entry(hash)));
        }
        PerlValue data = perl(Objects.requireNonNullElseGet(hash.get(DATA), PerlScalar::undef));
        PerlValue reference = data instanceof PerlReference ? data : PerlReference.of(data);
        reference.target().bless(text(hash, CLASS));
        return reference;
    }
}
