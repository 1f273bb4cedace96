package dev.carnet.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.carnet.SessionStoreException;
import dev.carnet.SessionTooLargeException;
import dev.carnet.UnreadableSessionException;
import dev.carnet.spi.StoreUnreachableException;
import dev.carnet.spi.Sentences;
import dev.carnet.spi.UnconfirmedWriteException;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;

/**
 * What the driver throws, as Carnet's errors that say what to do. A server's own words are dropped, since they quote keys and
 * values; its error code is told.
 *
 * @param place the database and collection, for messages
 */
record MongoFailures(String place) {
    /** Error codes of MongoDB's {@code error_codes.yml}. */
    private static final int UNAUTHORIZED = 13;

    private static final int AUTHENTICATION_FAILED = 18;
    private static final int PATH_NOT_VIABLE = 28;
    private static final Set<Integer> NO_SUCH_WRITE_CONCERN = Set.of(79, 100);
    private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

    private static final int DUPLICATE_KEY = 11000;

    /**
     * Runs a command of which reading will tell whether it was carried out.
     *
     * @param failure completes "MongoDB: ..." in the message
     */
    <T> T call(String failure, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoException e) {
            throw failed(failure, e);
        } catch (IllegalStateException e) {
            throw closed(failure, e);
        }
    }

    /**
     * Runs a write. Where the server has carried it out but too few members have it, or where that is unknown because time
     * was up, it is unconfirmed: that reading finds it would prove nothing.
     *
     * @param failure completes "MongoDB: ..." in the message
     */
    <T> T write(String failure, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (BsonMaximumSizeExceededException e) {
            throw tooLarge();
        } catch (MongoException e) {
            if (TOO_LARGE.contains(code(e))) {
                throw tooLarge();
            } else if (code(e) == PATH_NOT_VIABLE) {
                throw new UnreadableSessionException(
                        "MongoDB: a document's field '" + Layout.ATTRIBUTES
                                + "' is no document any more; it is left as it is",
                        null);
            } else if (isUnconfirmed(e)) {
                throw new UnconfirmedWriteException(message(failure, e), cause(e), isCarriedOut(e));
            }
            throw failed(failure, e);
        } catch (IllegalStateException e) {
            throw closed(failure, e);
        }
    }

    /** Inserts a document; false if its key is taken. */
    boolean insert(String failure, Runnable insertion) {
        return insertAll(failure, 1, insertion) == 1;
    }

    /**
     * Inserts documents; gives how many, leaving out those whose key is taken.
     *
     * @param documents how many there are
     */
    int insertAll(String failure, int documents, Runnable insertion) {
        return write(failure, () -> {
            try {
                insertion.run();
                return documents;
            } catch (MongoException e) {
                if (!isDuplicateKey(e)) {
                    throw e;
                }
                return documents
                        - (e instanceof MongoBulkWriteException bulk
                                ? bulk.getWriteErrors().size()
                                : 1);
            }
        });
    }

    /** Whether all that was refused are documents whose key is taken. */
    private static boolean isDuplicateKey(MongoException e) {
        if (e instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() == null
                    && bulk.getWriteErrors().stream().allMatch(each -> each.getCode() == DUPLICATE_KEY);
        }
        return e.getCode() == DUPLICATE_KEY;
    }

    private static boolean isUnconfirmed(MongoException e) {
        return e instanceof MongoWriteConcernException
                || e instanceof MongoOperationTimeoutException
                || e instanceof MongoExecutionTimeoutException
                || (e instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null);
    }

    /** Whether the server said so, rather than nothing in time. */
    private static boolean isCarriedOut(MongoException e) {
        return e instanceof MongoWriteConcernException || e instanceof MongoBulkWriteException;
    }

    private static SessionTooLargeException tooLarge() {
        return new SessionTooLargeException(
                "MongoDB: the session would be larger than the 16 MiB that a document takes;"
                        + " nothing was stored. Keep large data elsewhere and its key in the session");
    }

    /** The driver says so of a client that was closed. */
    private static SessionStoreException closed(String failure, IllegalStateException e) {
        return new SessionStoreException("MongoDB: " + failure + ": the client is closed", e);
    }

    SessionStoreException failed(String failure, MongoException e) {
        return e instanceof MongoSocketException || e instanceof MongoTimeoutException
                ? new StoreUnreachableException(message(failure, e), cause(e))
                : new SessionStoreException(message(failure, e), cause(e));
    }

    private String message(String failure, MongoException e) {
        return Sentences.join("MongoDB: " + failure + ": " + says(e), remedy(e));
    }

    /** Servers quote what they were sent. */
    private static @Nullable MongoException cause(MongoException e) {
        return e instanceof MongoServerException ? null : e;
    }

    private static String says(MongoException e) {
        if (e instanceof MongoCommandException refused) {
            return "error " + refused.getErrorCode() + " (" + refused.getErrorCodeName() + ")";
        }
        return e instanceof MongoServerException ? "error " + code(e) : String.valueOf(e.getMessage());
    }

    private String remedy(MongoException e) {
        int code = code(e);
        if (code == UNAUTHORIZED) {
            return "Grant the user the role readWrite on the database of " + place;
        } else if (code == AUTHENTICATION_FAILED || e instanceof MongoSecurityException) {
            return "Check user, password and the database that knows the user (authSource)";
        } else if (NO_SUCH_WRITE_CONCERN.contains(code)) {
            return "Lower mongodb_write_concern: the replica set does not have what it asks for";
        } else if (e instanceof MongoNotPrimaryException || e instanceof MongoNodeIsRecoveringException) {
            return "The primary is about to change; the driver finds the new one by itself";
        } else if (e instanceof MongoTimeoutException || e instanceof MongoExecutionTimeoutException) {
            return "Is a primary running where mongodb_uri or mongodb_host says? mongodb_timeout bounds the wait";
        } else if (e instanceof MongoSocketException) {
            return "The driver makes new connections by itself";
        } else if (isUnconfirmed(e)) {
            return "Too few members confirmed it; see whether the secondaries run and keep up";
        }
        return "See with `carnet check` whether " + place + " is as it should be";
    }

    private static int code(MongoException e) {
        return e instanceof MongoBulkWriteException bulk
                        && !bulk.getWriteErrors().isEmpty()
                ? bulk.getWriteErrors().get(0).getCode()
                : e.getCode();
    }
}
