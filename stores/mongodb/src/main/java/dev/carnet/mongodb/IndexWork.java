package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import dev.carnet.error.SessionStoreException;
import dev.carnet.mongodb.IndexGap.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates missing indexes one by one, without a time limit; several processes may do so at the same time. An index that
 * the server refuses does not prevent the others. An index with an option that the server does not support is created
 * without it. No index is dropped before its replacement exists.
 */
final class IndexWork {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.mongodb");
    private static final int INDEX_NOT_FOUND = 27;

    private final IndexGap gap;
    private final MongoCollection<RawBsonDocument> collection;
    private final MongoFailures failures;
    private final List<Index> refused = new ArrayList<>();
    private final List<MongoCommandException> errors = new ArrayList<>();

    IndexWork(IndexGap gap, MongoFailures failures) {
        this.gap = gap;
        this.collection = gap.collection().withTimeout(0, TimeUnit.SECONDS);
        this.failures = failures;
    }

    /** Throws {@link SessionStoreException} that names the index that the server refused in every form. */
    void run() {
        for (Index each : gap.missing()) {
            if (each.isTtl()) {
                makeTtl(each);
            } else {
                makePartial(each);
            }
        }
        if (gap.missing().stream().noneMatch(Index::isTtl) && gap.hasStandIn()) {
            drop(gap.standInName());
        }
        if (!refused.isEmpty()) {
            throw failures.failed("no index on " + names(refused) + " could be created", errors.get(0));
        }
    }

    private static String names(List<Index> indexes) {
        return indexes.stream().map(Index::toString).collect(Collectors.joining(" nor on "));
    }

    private void makeTtl(Index ttl) {
        boolean isStoodInFor = gap.hasStandIn();
        if (gap.outdated().isPresent()) {
            isStoodInFor = isStoodInFor || make(gap.standIn());
            if (!isStoodInFor) {
                return;
            }
            drop(gap.outdated().get());
        }
        Optional<MongoCommandException> refusal = attempt(ttl);
        if (refusal.isEmpty() && isStoodInFor) {
            drop(gap.standInName());
        } else if (refusal.isPresent() && (isStoodInFor || make(gap.standIn()))) {
            LOG.warn(
                    "MongoDB: {}: the server does not create a TTL index on {}: {}. A plain index replaces it, and"
                            + " Carnet's sweep deletes expired sessions",
                    failures.place(),
                    ttl,
                    Diagnosis.error(refusal.get()));
        }
    }

    private void makePartial(Index partial) {
        Optional<MongoCommandException> refusal = attempt(partial);
        if (refusal.isPresent() && make(partial.plain())) {
            LOG.warn(
                    "MongoDB: {}: the server does not create a partial index on {}: {}. A plain index replaces it,"
                            + " which only takes more space",
                    failures.place(),
                    partial,
                    Diagnosis.error(refusal.get()));
        }
    }

    /** Makes an index that wants nothing special; whether it is there now. */
    private boolean make(Index index) {
        Optional<MongoCommandException> refusal = attempt(index);
        refusal.ifPresent(why -> {
            refused.add(index);
            errors.add(why);
        });
        return refusal.isEmpty();
    }

    /** Makes an index; gives why the server does not. */
    private Optional<MongoCommandException> attempt(Index index) {
        return failures.call("the index on " + index + " could not be created", () -> {
            try {
                collection.createIndex(index.keys(), index.driverOptions());
                return Optional.empty();
            } catch (MongoCommandException e) {
                return Optional.of(e);
            }
        });
    }

    private void drop(String name) {
        failures.call("the index " + name + " could not be dropped", () -> {
            try {
                collection.dropIndex(name);
                return true;
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != INDEX_NOT_FOUND) {
                    throw e;
                }
                return false;
            }
        });
    }
}
