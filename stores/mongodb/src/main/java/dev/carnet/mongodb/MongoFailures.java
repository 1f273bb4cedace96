package dev.carnet.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.bulk.BulkWriteError;
import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.BSONException;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;

/**
 * Converts the driver's exceptions to Carnet's, with a remedy.
 *
 * @param diagnosis the meaning of an error
 */
record MongoFailures(Diagnosis diagnosis) {
    /** Error codes of MongoDB's {@code error_codes.yml}. */
    private static final int PATH_NOT_VIABLE = 28;

    private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

    /** Names of fields that a server does not let stand in a document that is written: with a dollar sign, a dot, or empty. */
    private static final Set<Integer> BAD_FIELD_NAME = Set.of(52, 56, 57);

    private static final int DUPLICATE_KEY = 11000;

    /** The database and collection, for messages. */
    String place() {
        return diagnosis.place();
    }

    /**
     * Runs an operation, and repeats it once if it was not sent: when a connection breaks, the driver rejects
     * operations that wait for a connection, and it repeats them only on servers with retryable reads and writes.
     */
    private static <T> T sent(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoConnectionPoolClearedException notSent) {
            return operation.get();
        }
    }

    /**
     * Runs a command of which reading will tell whether it was carried out.
     *
     * @param failure completes "MongoDB: ..." in the message
     */
    <T> T call(String failure, Supplier<T> operation) {
        try {
            return sent(operation);
        } catch (MongoException e) {
            throw failed(failure, e);
        } catch (IllegalStateException e) {
            throw closed(failure, e);
        } catch (BSONException | IllegalArgumentException e) {
            throw odd(failure, e);
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
            return sent(operation);
        } catch (BsonMaximumSizeExceededException e) {
            throw tooLarge();
        } catch (MongoException e) {
            int code = Diagnosis.code(e);
            if (TOO_LARGE.contains(code)) {
                throw tooLarge();
            } else if (code == PATH_NOT_VIABLE) {
                throw new UnreadableSessionException(
                        "MongoDB: a document's field '" + Layout.ATTRIBUTES
                                + "' is no longer a document; it is left unchanged",
                        null);
            } else if (BAD_FIELD_NAME.contains(code)) {
                throw new UnreadableSessionException(
                        "MongoDB: a document that another program wrote has a field name that prevents Carnet from"
                                + " changing the document (error " + code + "); it is left unchanged",
                        null);
            } else if (isUnconfirmed(e)) {
                throw new UnconfirmedWriteException(message(failure, e), cause(e), isCarriedOut(e));
            }
            throw failed(failure, e);
        } catch (IllegalStateException e) {
            throw closed(failure, e);
        } catch (BSONException | IllegalArgumentException e) {
            throw odd(failure, e);
        }
    }

    /** Inserts a document; false if its key is taken. */
    boolean insert(String failure, Runnable insertion) {
        return insertAll(failure, insertion).isEmpty();
    }

    /** Inserts documents; gives the places of those whose key is taken, which were left out. */
    Set<Integer> insertAll(String failure, Runnable insertion) {
        return write(failure, () -> {
            try {
                insertion.run();
                return Set.of();
            } catch (MongoException e) {
                if (!isDuplicateKey(e)) {
                    throw e;
                }
                return e instanceof MongoBulkWriteException bulk
                        ? bulk.getWriteErrors().stream()
                                .map(BulkWriteError::getIndex)
                                .collect(Collectors.toSet())
                        : Set.of(0);
            }
        });
    }

    /** Whether all that was refused are documents whose key is taken. */
    static boolean isDuplicateKey(MongoException e) {
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
                "MongoDB: the session would exceed 16 MiB, the limit of a document; nothing was stored. Store large"
                        + " data elsewhere and only its key in the session");
    }

    /** The driver says so of a client that was closed. */
    private static SessionStoreException closed(String failure, IllegalStateException e) {
        return new SessionStoreException("MongoDB: " + failure + ": the client is closed", e);
    }

    /** The driver throws these for an answer that lacks fields of MongoDB's answers, or for a malformed document. */
    private SessionStoreException odd(String failure, RuntimeException e) {
        return new SessionStoreException(
                "MongoDB: " + failure + ": the driver does not understand the server's answer, or the content of "
                        + place() + " (" + e.getClass().getSimpleName()
                        + "). Run `carnet check` to see which server it is",
                e);
    }

    SessionStoreException failed(String failure, MongoException e) {
        if (isOfFullPool(e)) {
            return new PoolExhaustedException(
                    "MongoDB: " + failure
                            + ": all connections of the pool are in use. Raise maxPoolSize in the connection"
                            + " string, or find out what takes so long",
                    e);
        }
        return e instanceof MongoSocketException || e instanceof MongoTimeoutException
                ? new StoreUnreachableException(message(failure, e), cause(e))
                : new SessionStoreException(message(failure, e), cause(e));
    }

    /** The driver has no specific class for it, and wraps it in a general one if the operation has a time limit. */
    private static boolean isOfFullPool(MongoException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof MongoTimeoutException
                    && String.valueOf(each.getMessage()).contains("while waiting for a connection to server")) {
                return true;
            }
        }
        return false;
    }

    private String message(String failure, MongoException e) {
        return "MongoDB: " + failure + ": " + diagnosis.of(e);
    }

    /** Servers quote data of the request. */
    private static @Nullable MongoException cause(MongoException e) {
        return e instanceof MongoServerException ? null : e;
    }
}
