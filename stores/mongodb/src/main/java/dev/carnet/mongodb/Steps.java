package dev.carnet.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.client.MongoCollection;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one write. A missing confirmation is reported after the last command, so that the write is never left
 * incomplete, and only if there was something to confirm. Not thread-safe.
 */
final class Steps {
    private @Nullable MongoWriteConcernException unconfirmed;

    /** Runs a command; gives how many documents it found. */
    long run(LongSupplier command) {
        try {
            return command.getAsLong();
        } catch (MongoWriteConcernException e) {
            unconfirmed = e;
            return e.getWriteResult().getCount();
        }
    }

    /** Inserts a document; false if its key is taken. */
    <T> boolean insert(MongoCollection<T> collection, T document) {
        try {
            collection.insertOne(document);
        } catch (MongoWriteConcernException e) {
            unconfirmed = e;
        } catch (MongoException e) {
            if (MongoFailures.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /** Throws the driver's error if too few members confirmed a write. */
    void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }

    /** Runs a single command and returns whether it found a document; throws if it did but was not confirmed. */
    static boolean one(LongSupplier command) {
        return one(steps -> steps.run(command) > 0);
    }

    /** The same for a command that may have to be repeated. */
    static boolean one(Predicate<Steps> command) {
        Steps steps = new Steps();
        boolean found = command.test(steps);
        if (found) {
            steps.requireConfirmed();
        }
        return found;
    }
}
