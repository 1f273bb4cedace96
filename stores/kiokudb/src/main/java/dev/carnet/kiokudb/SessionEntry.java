package dev.carnet.kiokudb;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.document.HeaderMembers;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.document.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A session's own entry, in the format of Perl's {@code Dancer::Session::KiokuDB}, with Carnet's bookkeeping where Perl
 * ignores it:
 *
 * <pre>
 * {"__CLASS__":"Dancer::Session::KiokuDB",
 *  "__carnet":{"version":"00c0ffee00c0ffee","accessed":"...","expires":"...","format":"1d","created":"...","handle":"s.x",
 *    "parts":"Zk3uU9 8fTq2x","size":812,"types":{"n":"long","friend":"*"}},
 *  "data":{"n":7,"friend":{"$ref":"KEY.Zk3uU9.data"},"public::id":"KEY"},
 *  "id":"KEY","root":true}
 * </pre>
 *
 * @param key the session's
 * @param bookkeeping the members of {@code __carnet}: name to JSON text; empty if Perl wrote the entry
 * @param data the session's attributes: stored name to JSON text
 */
record SessionEntry(SessionKey key, Map<String, String> bookkeeping, Map<String, String> data) {
    static final String TYPE = "Dancer::Session::KiokuDB";

    static final String CLASS = "__CLASS__";
    static final String BOOKKEEPING = ReservedNames.PREFIX;
    static final String DATA = "data";
    static final String ID = "id";
    static final String ROOT = "root";
    static final String TYPES = "types";
    private static final String PARTS = "parts";
    private static final String SIZE = "size";

    /** The session's id, which Dancer keeps among its data. */
    private static final String OWN_ID = JsonGraph.escape(ID);

    /** The entry that holds a session; its parts have entries of their own. */
    static Entry write(SessionRecord session) {
        SessionKey key = session.header().key();
        PartIds ids = new PartIds(key);
        Map<String, String> data = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        Set<String> parts = new TreeSet<>();
        session.attributes().values().forEach((name, value) -> {
            String note = value.types();
            if (JsonGraph.isPart(value)) {
                if (!PartIds.isForeign(name)) {
                    parts.add(name);
                }
                return;
            }
            data.put(stored(name), JsonGraph.renamed(value, ids::id).text());
            if (note != null) {
                types.put(name, JsonObject.quote(note));
            }
        });
        data.put(OWN_ID, JsonObject.quote(key.value()));
        Map<String, String> bookkeeping = HeaderMembers.write(session.header());
        if (!parts.isEmpty()) {
            bookkeeping.put(PARTS, JsonObject.quote(String.join(" ", parts)));
            bookkeeping.put(SIZE, String.valueOf(session.header().size()));
        }
        if (!types.isEmpty()) {
            bookkeeping.put(TYPES, JsonObject.join(types));
        }
        return new SessionEntry(key, bookkeeping, data).toEntry(IndexedHeader.of(session.header()));
    }

    private Entry toEntry(IndexedHeader indexed) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(CLASS, JsonObject.quote(TYPE));
        members.put(BOOKKEEPING, JsonObject.join(bookkeeping));
        members.put(DATA, JsonObject.join(data));
        members.put(ID, JsonObject.quote(key.value()));
        members.put(ROOT, "true");
        return new Entry(key.value(), JsonObject.join(members), TYPE, true, indexed);
    }

    /** An entry as a store reads it whose JSON is known. */
    static Entry of(SessionKey key, String json) {
        return new Entry(key.value(), json, TYPE, true);
    }

    private static String stored(String name) {
        return name.equals(ID) ? ReservedNames.PREFIX + "=" + ID : JsonGraph.escape(ReservedNames.escape(name));
    }

    /**
     * Takes an entry apart.
     *
     * @throws IllegalArgumentException if it is no session; the message shows none of it
     */
    static SessionEntry read(Entry entry) {
        Map<String, String> members = JsonObject.split(entry.json());
        String data = members.get(DATA);
        if (!isSession(members) || data == null) {
            throw new IllegalArgumentException("the entry is not a session");
        }
        String bookkeeping = members.get(BOOKKEEPING);
        return new SessionEntry(
                SessionKey.ofStored(entry.id()),
                bookkeeping == null ? Map.of() : JsonObject.split(bookkeeping),
                JsonObject.split(data));
    }

    private static boolean isSession(Map<String, String> members) {
        return "true".equals(members.get(ROOT)) && JsonObject.quote(TYPE).equals(members.get(CLASS));
    }

    /** The header; Perl's entries have none of their own. */
    SessionHeader header(int size) {
        return HeaderMembers.read(bookkeeping, Instant.EPOCH).read("KiokuDB", key, size);
    }

    /** The header with the size that the parts had too when the entry was written, where they are not asked for. */
    SessionHeader header() {
        String size = bookkeeping.get(SIZE);
        return header(size == null ? sizeOfData() : Integer.parseInt(size));
    }

    private int sizeOfData() {
        return data.entrySet().stream()
                .filter(each -> !isOwnId(each.getKey(), each.getValue()))
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
    }

    /** The ids of all parts of its own that it lists; of Perl's nothing is listed. */
    Set<String> listed() {
        String parts = bookkeeping.get(PARTS);
        if (parts == null) {
            return Set.of();
        }
        PartIds ids = new PartIds(key);
        Set<String> listed = new LinkedHashSet<>();
        List.of(JsonObject.unquote(parts).split(" ")).forEach(name -> listed.add(ids.id(name)));
        return listed;
    }

    /**
     * The session with the parts that were found for it.
     *
     * @param json the entry as it was read
     */
    SessionRecord session(Map<String, Entry> parts, String json) {
        PartIds ids = new PartIds(key);
        String types = bookkeeping.get(TYPES);
        Map<String, String> notes = types == null ? Map.of() : JsonObject.split(types);
        Map<String, Encoded> values = new LinkedHashMap<>();
        data.forEach((stored, value) -> {
            if (!isOwnId(stored, value)) {
                String name = ReservedNames.unescape(JsonGraph.unescape(stored));
                values.put(name, JsonGraph.renamed(value(value, notes.get(name)), ids::name));
            }
        });
        parts.forEach((id, part) -> values.put(ids.name(id), JsonGraph.renamed(PartEntry.read(part), ids::name)));
        Attributes attributes = new Attributes(values);
        return new SessionRecord(header(attributes.size()), attributes, json);
    }

    private boolean isOwnId(String stored, String value) {
        return stored.equals(OWN_ID) && value.equals(JsonObject.quote(key.value()));
    }

    /** What Perl writes is always in the form for graphs, and tells nobody. */
    private Encoded value(String json, @Nullable String note) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (note != null) {
            return Encoded.of(bytes, JsonObject.unquote(note));
        }
        boolean mayRefer = bookkeeping.isEmpty() && json.indexOf('{') >= 0;
        return mayRefer ? JsonGraph.referring(bytes, null) : Encoded.of(bytes, null);
    }
}
