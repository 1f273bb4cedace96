package dev.carnet.mongodb;

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
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * The missing indexes of a collection. Without them, sessions are swept and found by full scans.
 *
 * <p>The TTL index has a <b>stand-in</b>, a plain index that the sweep can use: for good where the server knows no TTL, and
 * while a TTL index is made anew, since no server takes a second one on the same field.
 *
 * @param collection the collection
 * @param missing the indexes to be made
 * @param standIn the stand-in, whether it is there or not
 * @param outdated the name of an index that is where the TTL index belongs, with another delay or none
 * @param hasTtl whether some TTL index is there, with whatever delay
 * @param hasStandIn whether the stand-in is there
 */
record IndexGap(
        MongoCollection<RawBsonDocument> collection,
        List<Index> missing,
        Index standIn,
        Optional<String> outdated,
        boolean hasTtl,
        boolean hasStandIn) {
    private static final String DELAY = "expireAfterSeconds";
    private static final String FILTER = "partialFilterExpression";
    private static final String NAME = "name";
    private static final String STAND_IN = "carnet_expiry_without_ttl";

    /**
     * An index as it should be.
     *
     * @param keys the fields
     * @param options as the shell writes them
     */
    record Index(BsonDocument keys, BsonDocument options) {
        boolean isTtl() {
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

        /** The same for servers that do not know the option. */
        Index plain() {
            return new Index(keys, new BsonDocument());
        }

        IndexOptions driverOptions() {
            IndexOptions driver = new IndexOptions();
            if (isTtl()) {
                driver.expireAfter(delay(), TimeUnit.SECONDS);
            }
            if (options.containsKey(FILTER)) {
                driver.partialFilterExpression(options.getDocument(FILTER));
            }
            if (options.containsKey(NAME)) {
                driver.name(options.getString(NAME).getValue());
            }
            return driver;
        }

        /** Its fields, for a message. */
        @Override
        public String toString() {
            return "(" + String.join(", ", keys.keySet()) + ")";
        }
    }

    /**
     * @param grace how long after its expiry the server may delete a session
     */
    static IndexGap find(MongoCollection<RawBsonDocument> collection, Layout layout, Duration grace) {
        List<BsonDocument> existing = collection.listIndexes(BsonDocument.class).into(new ArrayList<>());
        Index expiry = expiry(layout, grace);
        List<Index> plain = List.of(ofPresent(layout, Layout.PRINCIPAL), ofPresent(layout, Layout.HANDLE));
        Optional<BsonDocument> onExpiry = existing.stream().filter(expiry::isOn).findFirst();
        List<Index> missing = new ArrayList<>();
        if (onExpiry.filter(expiry::hasDelayOf).isEmpty()) {
            missing.add(expiry);
        }
        plain.stream().filter(each -> existing.stream().noneMatch(each::isOn)).forEach(missing::add);
        return new IndexGap(
                collection,
                missing,
                standIn(layout),
                onExpiry.filter(each -> !expiry.hasDelayOf(each))
                        .map(each -> each.getString(NAME).getValue()),
                onExpiry.filter(each -> each.containsKey(DELAY)).isPresent(),
                existing.stream().anyMatch(each -> new BsonString(STAND_IN).equals(each.get(NAME))));
    }

    private static Index expiry(Layout layout, Duration grace) {
        long seconds = grace.plusNanos(TimeUnit.SECONDS.toNanos(1) - 1).toSeconds();
        return new Index(
                ascending(layout.path(Layout.EXPIRES)),
                new BsonDocument(DELAY, new BsonInt64(Math.min(seconds, Integer.MAX_VALUE))));
    }

    /** With a second field, so that it never is in the way of the TTL index. */
    private static Index standIn(Layout layout) {
        return new Index(
                ascending(layout.path(Layout.EXPIRES), SessionIds.ID),
                new BsonDocument(NAME, new BsonString(STAND_IN)));
    }

    /** Of documents that have a field; with the key, so that a user's sessions come in the order of a scan. */
    private static Index ofPresent(Layout layout, String field) {
        String path = layout.path(field);
        BsonDocument exists = new BsonDocument(path, new BsonDocument("$exists", BsonBoolean.TRUE));
        return new Index(ascending(path, SessionIds.ID), new BsonDocument(FILTER, exists));
    }

    private static BsonDocument ascending(String... fields) {
        BsonDocument keys = new BsonDocument();
        for (String field : fields) {
            keys.append(field, new BsonInt32(1));
        }
        return keys;
    }

    /** The name of the stand-in. */
    String standInName() {
        return STAND_IN;
    }

    /** Whether every session that is looked for is found by an index. */
    boolean isFast() {
        return hasPrincipal() && (hasStandIn || missing.stream().noneMatch(Index::isTtl));
    }

    /** Whether the server deletes expired documents itself. */
    boolean hasExpiry() {
        return hasTtl;
    }

    boolean hasPrincipal() {
        return missing.stream().allMatch(Index::isTtl);
    }

    /** What fills the gap, as the shell says it, in this order. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        boolean isStoodInFor = hasStandIn;
        for (Index each : missing) {
            if (each.isTtl() && outdated.isPresent()) {
                if (!hasStandIn) {
                    statements.add(create(standIn));
                    isStoodInFor = true;
                }
                statements.add(drop(outdated.get()));
            }
            statements.add(create(each));
        }
        if (isStoodInFor) {
            statements.add(drop(STAND_IN));
        }
        return statements;
    }

    private String create(Index index) {
        String options = index.options().isEmpty() ? "" : ", " + index.options().toJson();
        return shell() + "createIndex(" + index.keys().toJson() + options + ")";
    }

    private String drop(String name) {
        return shell() + "dropIndex(\"" + name + "\")";
    }

    private String shell() {
        return "db.getCollection(\"" + collection.getNamespace().getCollectionName() + "\").";
    }

    /** The missing indexes and the remedy. */
    @Override
    public String toString() {
        if (statements().isEmpty()) {
            return "the indexes are complete";
        } else if (isFast() && !hasTtl) {
            return "there is no TTL index, so Carnet's sweep deletes expired sessions; `carnet init` creates one if"
                    + " the server supports TTL";
        } else if (isFast()) {
            return "the indexes are complete, and one is superfluous; `carnet init` drops it";
        }
        String lacking = missing.stream().map(Index::toString).collect(Collectors.joining(" and "));
        return "there is no index on " + lacking + (outdated.isEmpty() ? "" : " with the right " + DELAY)
                + "; run `carnet init`. Until then, full scans find expired sessions, a user's sessions, and"
                + " sessions by handle";
    }
}
