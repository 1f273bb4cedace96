package dev.carnet.hazelcast;

import com.hazelcast.aggregation.Aggregators;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import com.hazelcast.query.QueryException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.document.DocumentPage;
import dev.carnet.spi.document.HeaderMembers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a map. For a query by user or expiry they come from an index, in the order of the keys on all members.
 * Otherwise partitions are read one after the other, each in the order of its keys; the cursor is {@code PARTITION:KEY}.
 * In both cases a member sends at most one page.
 */
final class SessionPages {
    private static final String KEY = "__key";

    private final IMap<String, Object> map;
    private final PartitionService partitions;
    private volatile String @Nullable [] partitionKeys;

    SessionPages(HazelcastInstance instance, IMap<String, Object> map) {
        this.map = map;
        this.partitions = instance.getPartitionService();
    }

    DocumentPage page(SessionQuery query, @Nullable String cursor, int limit) {
        List<Predicate<String, Object>> indexed = indexed(query);
        Predicate<String, Object> within = within(query.keyPrefix());
        if (indexed.isEmpty()) {
            return byPartition(within, cursor, limit);
        }
        indexed.add(within);
        return byIndex(indexed, cursor, limit);
    }

    private static List<Predicate<String, Object>> indexed(SessionQuery query) {
        List<Predicate<String, Object>> conditions = new ArrayList<>();
        if (query.principal() != null) {
            conditions.add(Predicates.equal(SessionIndexes.PRINCIPAL, query.principal()));
        }
        if (query.expiredBy() != null) {
            conditions.add(Predicates.lessEqual(SessionIndexes.EXPIRES, HeaderMembers.instant(query.expiredBy())));
        }
        return conditions;
    }

    private DocumentPage byIndex(List<Predicate<String, Object>> conditions, @Nullable String cursor, int limit) {
        if (cursor != null) {
            conditions.add(behind(cursor));
        }
        Predicate<String, Object> all = Predicates.and(conditions.toArray(Predicate[]::new));
        Collection<Map.Entry<String, Object>> found = map.entrySet(Predicates.pagingPredicate(all, limit));
        Map<SessionKey, String> texts = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>();
        sort(found, texts, strays);
        return new DocumentPage(texts, strays, found.size() < limit ? null : last(found));
    }

    private DocumentPage byPartition(Predicate<String, Object> within, @Nullable String cursor, int limit) {
        String[] keys = partitionKeys();
        int partition = cursor == null ? 0 : Integer.parseInt(cursor.substring(0, cursor.indexOf(':')));
        String after = cursor == null ? "" : cursor.substring(cursor.indexOf(':') + 1);
        Map<SessionKey, String> texts = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>();
        int left = limit;
        while (partition < keys.length && left > 0) {
            Collection<Map.Entry<String, Object>> found = map.entrySet(Predicates.partitionPredicate(
                    keys[partition], Predicates.pagingPredicate(Predicates.and(within, behind(after)), left)));
            sort(found, texts, strays);
            if (found.size() < left) {
                partition++;
                after = "";
            } else {
                after = last(found);
            }
            left -= found.size();
        }
        return new DocumentPage(texts, strays, partition < keys.length ? partition + ":" + after : null);
    }

    /** How many entries a query means, as the members count them; empty if there are values into which they cannot look. */
    OptionalLong count(SessionQuery query) {
        try {
            Predicate<String, Object> wanted = SessionConditions.of(query, within(query.keyPrefix()));
            return OptionalLong.of(map.aggregate(Aggregators.count(), wanted));
        } catch (QueryException | ClassCastException notJson) {
            return OptionalLong.empty();
        }
    }

    private static Predicate<String, Object> within(String keyPrefix) {
        return keyPrefix.isEmpty()
                ? Predicates.alwaysTrue()
                : Predicates.and(
                        Predicates.greaterEqual(KEY, keyPrefix),
                        Predicates.lessThan(KEY, SessionQuery.endOf(keyPrefix)));
    }

    /** The texts with a handle, by its index. */
    Map<SessionKey, String> byHandle(String handle) {
        Map<SessionKey, String> texts = new LinkedHashMap<>();
        sort(map.entrySet(Predicates.equal(SessionIndexes.HANDLE, handle)), texts, new ArrayList<>());
        return texts;
    }

    private static Predicate<String, Object> behind(String key) {
        return Predicates.greaterThan(KEY, key);
    }

    private static String last(Collection<Map.Entry<String, Object>> found) {
        return found.stream().map(Map.Entry::getKey).max(String::compareTo).orElseThrow();
    }

    /** Parts what may be sessions from what lies under names that are no keys. */
    private static void sort(
            Collection<Map.Entry<String, Object>> found, Map<SessionKey, String> texts, List<String> strays) {
        for (Map.Entry<String, Object> each : found) {
            if (SessionKey.isPossible(each.getKey())) {
                texts.put(new SessionKey(each.getKey()), textOf(each));
            } else {
                strays.add(each.getKey());
            }
        }
    }

    private static String textOf(Map.Entry<String, Object> entry) {
        try {
            return textOf(entry.getValue());
        } catch (HazelcastSerializationException unknownClass) {
            return NO_SESSION;
        }
    }

    /** What is given in place of a value that is no JSON: it cannot be read as a session, nor compared with any stored text. */
    static final String NO_SESSION = "";

    static String textOf(Object value) {
        return value instanceof HazelcastJsonValue json ? json.getValue() : NO_SESSION;
    }

    /** For each partition a key that lies in it. */
    private String[] partitionKeys() {
        String[] known = partitionKeys;
        if (known != null) {
            return known;
        }
        String[] keys = new String[partitions.getPartitions().size()];
        int missing = keys.length;
        for (int i = 0; missing > 0; i++) {
            String key = Integer.toString(i);
            int partition = partitions.getPartition(key).getPartitionId();
            if (keys[partition] == null) {
                keys[partition] = key;
                missing--;
            }
        }
        partitionKeys = keys;
        return keys;
    }
}
