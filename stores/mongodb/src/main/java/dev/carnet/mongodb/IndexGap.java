package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * What a collection lacks of its indexes. Without them sessions are swept and found as well, but by looking at all.
 *
 * @param collection the collection
 * @param missing those to be made
 * @param outdated of these, the ones that are there with another delay, by name
 */
record IndexGap(MongoCollection<RawBsonDocument> collection, List<Index> missing, List<String> outdated) {
    private static final int INDEX_NOT_FOUND = 27;
    private static final String DELAY = "expireAfterSeconds";

    /**
     * An index as it should be.
     *
     * @param keys the fields
     * @param options as the shell writes them
     */
    record Index(BsonDocument keys, BsonDocument options) {
        private boolean isTtl() {
            return options.containsKey(DELAY);
        }

        /** Whether an index that is there has the same fields. */
        private boolean isOn(BsonDocument existing) {
            return List.copyOf(existing.getDocument("key").keySet()).equals(List.copyOf(keys.keySet()));
        }

        private boolean hasDelayOf(BsonDocument existing) {
            BsonValue delay = existing.get(DELAY);
            return !isTtl()
                    || (delay != null && delay.isNumber() && delay.asNumber().longValue() == delay());
        }

        private long delay() {
            return options.getNumber(DELAY).longValue();
        }

        private IndexOptions driverOptions() {
            return isTtl()
                    ? new IndexOptions().expireAfter(delay(), TimeUnit.SECONDS)
                    : new IndexOptions().partialFilterExpression(options.getDocument("partialFilterExpression"));
        }
    }

    /**
     * @param grace how long after its expiry the server may delete a session
     */
    static IndexGap find(MongoCollection<RawBsonDocument> collection, Layout layout, Duration grace) {
        List<BsonDocument> existing = collection.listIndexes(BsonDocument.class).into(new ArrayList<>());
        List<Index> missing = new ArrayList<>();
        List<String> outdated = new ArrayList<>();
        for (Index wanted : List.of(expiry(layout, grace), principal(layout))) {
            Optional<BsonDocument> found =
                    existing.stream().filter(wanted::isOn).findFirst();
            if (found.isEmpty()) {
                missing.add(wanted);
            } else if (!wanted.hasDelayOf(found.get())) {
                missing.add(wanted);
                outdated.add(found.get().getString("name").getValue());
            }
        }
        return new IndexGap(collection, missing, outdated);
    }

    private static Index expiry(Layout layout, Duration grace) {
        long seconds = grace.plusNanos(TimeUnit.SECONDS.toNanos(1) - 1).toSeconds();
        return new Index(
                ascending(layout.path(Layout.EXPIRES)),
                new BsonDocument(DELAY, new BsonInt64(Math.min(seconds, Integer.MAX_VALUE))));
    }

    /** Of documents that have a user; with the key, so that a user's sessions come in the order of a scan. */
    private static Index principal(Layout layout) {
        String path = layout.path(Layout.PRINCIPAL);
        BsonDocument exists = new BsonDocument(path, new BsonDocument("$exists", BsonBoolean.TRUE));
        return new Index(ascending(path, SessionIds.ID), new BsonDocument("partialFilterExpression", exists));
    }

    private static BsonDocument ascending(String... fields) {
        BsonDocument keys = new BsonDocument();
        for (String field : fields) {
            keys.append(field, new BsonInt32(1));
        }
        return keys;
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /** Whether the server deletes what has expired, sooner or later. */
    boolean hasExpiry() {
        return missing.stream().noneMatch(Index::isTtl) || !outdated.isEmpty();
    }

    boolean hasPrincipal() {
        return missing.stream().allMatch(Index::isTtl);
    }

    /** What fills the gap, as the shell says it. */
    List<String> statements() {
        String shell = "db.getCollection(\"" + collection.getNamespace().getCollectionName() + "\").";
        List<String> statements = new ArrayList<>();
        outdated.forEach(name -> statements.add(shell + "dropIndex(\"" + name + "\")"));
        missing.forEach(each -> statements.add(shell + "createIndex("
                + each.keys().toJson() + ", " + each.options().toJson() + ")"));
        return statements;
    }

    /** Fills the gap, however long that takes. Another process may do so too. */
    void fill() {
        MongoCollection<RawBsonDocument> patient = collection.withTimeout(0, TimeUnit.SECONDS);
        for (String name : outdated) {
            try {
                patient.dropIndex(name);
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != INDEX_NOT_FOUND) {
                    throw e;
                }
            }
        }
        missing.forEach(each -> patient.createIndex(each.keys(), each.driverOptions()));
    }

    /** What is missing and what to do about it. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "the indexes are complete";
        }
        String lacking = missing.stream()
                .map(each -> "(" + String.join(", ", each.keys().keySet()) + ")")
                .collect(Collectors.joining(" and "));
        return "there is no index on " + lacking + (outdated.isEmpty() ? "" : " with the right " + DELAY)
                + "; run `carnet init`. Until then expired sessions and those of a user are found by looking at all";
    }
}
