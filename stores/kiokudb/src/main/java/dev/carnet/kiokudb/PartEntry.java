package dev.carnet.kiokudb;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.document.HeaderMembers;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.document.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry to which a session refers. Carnet's own data is stored where Perl ignores it:
 *
 * <pre>
 * {"data":{"name":"bob"},"id":"KEY.Zk3uU9"}
 * {"__carnet":{"types":"map{born:long}"},"data":{"born":0},"id":"KEY.8fTq2x"}
 * </pre>
 *
 * An object that Perl blessed or tied is handed on together with what Perl says of it, so that it is the same when it is
 * written under another name: {@code {"__CLASS__":"My::Point","data":{"x":1}}}.
 */
final class PartEntry {
    /** When it was first found that nothing refers to it. */
    private static final String ORPHAN = "orphan";

    private static final Set<String> OWN = Set.of(SessionEntry.BOOKKEEPING, SessionEntry.ID, SessionEntry.ROOT);

    private PartEntry() {}

    /** The entry that holds a part. */
    static Entry write(String id, Encoded part) {
        Map<String, String> members = new LinkedHashMap<>();
        String note = JsonGraph.note(part);
        if (note != null) {
            members.put(SessionEntry.BOOKKEEPING, JsonObject.join(Map.of(SessionEntry.TYPES, JsonObject.quote(note))));
        }
        Map<String, String> perls = perls(part.text());
        if (perls.isEmpty()) {
            members.put(SessionEntry.DATA, part.text());
        } else {
            members.putAll(perls);
        }
        members.put(SessionEntry.ID, JsonObject.quote(id));
        return entry(id, members);
    }

    /** What Perl says of an object, itself included; nothing if it says nothing. */
    private static Map<String, String> perls(String json) {
        if (!json.startsWith("{\"")) {
            return Map.of();
        }
        Map<String, String> members = JsonObject.split(json);
        boolean isPerls = members.keySet().stream()
                .findFirst()
                .filter(JsonGraph::isReserved)
                .isPresent();
        boolean isReference = members.keySet().stream().anyMatch(JsonGraph::isReference);
        return isPerls && !isReference ? members : Map.of();
    }

    private static Entry entry(String id, Map<String, String> members) {
        String type = members.get(SessionEntry.CLASS);
        boolean isRoot = "true".equals(members.get(SessionEntry.ROOT));
        return new Entry(
                id,
                JsonObject.join(members),
                type == null ? null : JsonObject.unquote(type),
                isRoot,
                isRoot ? null : IndexedHeader.NO_SESSION);
    }

    /** The part that an entry holds; one whose JSON is damaged is a part that cannot be read. */
    static Encoded read(Entry entry) {
        try {
            Map<String, String> members = JsonObject.split(entry.json());
            Map<String, String> bookkeeping = bookkeeping(members);
            String note = bookkeeping.get(SessionEntry.TYPES);
            members.keySet().removeAll(OWN);
            String data = members.size() == 1 ? members.get(SessionEntry.DATA) : null;
            String json = data == null ? JsonObject.join(members) : data;
            return JsonGraph.part(
                    json.getBytes(StandardCharsets.UTF_8), note == null ? null : JsonObject.unquote(note));
        } catch (IllegalArgumentException damaged) {
            return JsonGraph.part(entry.json().getBytes(StandardCharsets.UTF_8), null);
        }
    }

    private static Map<String, String> bookkeeping(Map<String, String> members) {
        String bookkeeping = members.get(SessionEntry.BOOKKEEPING);
        return bookkeeping == null ? Map.of() : JsonObject.split(bookkeeping);
    }

    /** Since when nothing has been found to refer to an entry, if that has been noted. */
    static Optional<Instant> orphanedAt(Entry entry) {
        try {
            return Optional.ofNullable(
                            bookkeeping(JsonObject.split(entry.json())).get(ORPHAN))
                    .map(JsonObject::unquote)
                    .map(Instant::parse);
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** The entry with a note that nothing refers to it; none if it is damaged. */
    static Optional<Entry> orphaned(Entry entry, Instant at) {
        try {
            Map<String, String> members = JsonObject.split(entry.json());
            Map<String, String> bookkeeping = new LinkedHashMap<>(bookkeeping(members));
            bookkeeping.put(ORPHAN, JsonObject.quote(HeaderMembers.instant(at)));
            members.put(SessionEntry.BOOKKEEPING, JsonObject.join(bookkeeping));
            return Optional.of(entry(entry.id(), members));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
