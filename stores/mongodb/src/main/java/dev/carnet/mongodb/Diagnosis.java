package dev.carnet.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.connection.ClusterDescription;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The meaning of a driver's error and its remedy. A server's own message is omitted, because it contains keys and
 * values; its error code is kept.
 *
 * @param place the database and collection
 * @param cluster the driver's description of the servers
 */
record Diagnosis(String place, Supplier<ClusterDescription> cluster) {
    /** Error codes of MongoDB's {@code error_codes.yml}. */
    static final int UNAUTHORIZED = 13;

    private static final int BAD_VALUE = 2;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final int ILLEGAL_OPERATION = 20;
    private static final Set<Integer> NO_SUCH_WRITE_CONCERN = Set.of(79, 100);

    /** Not among those; AWS DocumentDB before 8.0.2 has it. */
    private static final int NO_RETRYABLE_WRITES = 301;

    /** What happened and what to do. */
    String of(MongoException e) {
        return says(e) + ". " + remedy(e);
    }

    private String says(MongoException e) {
        if (e instanceof MongoSecurityException refused) {
            MongoCredential credential = refused.getCredential();
            String why = refused.getCause() instanceof MongoException cause ? " (" + says(cause) + ")" : "";
            return "the server refuses the user '" + credential.getUserName() + "' of the database '"
                    + credential.getSource() + "'" + why;
        } else if (e instanceof MongoServerException) {
            return error(e);
        } else if (e instanceof MongoTimeoutException && unreachable().isSo()) {
            return unreachable().says();
        } else if (isWithoutRetryableWrites(e)) {
            return "the server does not support retryable writes";
        }
        return Unreachable.unended(String.valueOf(e.getMessage()));
    }

    /** The code, and its name where the server has one. */
    static String error(MongoException e) {
        String name = e instanceof MongoCommandException refused ? refused.getErrorCodeName() : "";
        return "error " + code(e) + (name.isEmpty() ? "" : " (" + name + ")");
    }

    private String remedy(MongoException e) {
        int code = code(e);
        if (code == UNAUTHORIZED) {
            return "Grant the user the role readWrite on the database of " + place;
        } else if (code == AUTHENTICATION_FAILED || e instanceof MongoSecurityException) {
            return "Check user, password and the database that authenticates the user (authSource)";
        } else if (isWithoutRetryableWrites(e)) {
            return "Turn them off with retryWrites=false in the connection string, such as mongodb_uri: mongodb://"
                    + host() + "/DATABASE?retryWrites=false; mongodb_host accepts a connection string as well";
        } else if (NO_SUCH_WRITE_CONCERN.contains(code)) {
            return "Lower mongodb_write_concern: the replica set cannot satisfy it";
        } else if (e instanceof MongoNotPrimaryException || e instanceof MongoNodeIsRecoveringException) {
            return unreachable().isOneMember()
                    ? unreachable().remedy()
                    : "The primary is about to change; the driver will find the new one";
        } else if (e instanceof MongoTimeoutException && unreachable().isSo()) {
            return unreachable().remedy();
        } else if (e instanceof MongoTimeoutException || e instanceof MongoExecutionTimeoutException) {
            return "Check whether the server is overloaded; mongodb_timeout limits the wait";
        } else if (e instanceof MongoSocketException) {
            return "The driver opens new connections itself";
        } else if (e instanceof MongoWriteConcernException || isHalfConfirmed(e)) {
            return "Too few members confirmed it; check whether the secondaries run and keep up";
        }
        return "Check with `carnet check` whether " + place + " is in order";
    }

    private static boolean isHalfConfirmed(MongoException e) {
        return e instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null;
    }

    /**
     * Servers without retryable writes report this differently: AWS DocumentDB by its own code, MongoDB by a general
     * code that the driver replaces by an exception, Azure Cosmos DB only by a message.
     */
    private static boolean isWithoutRetryableWrites(MongoException e) {
        int code = code(e);
        return code == NO_RETRYABLE_WRITES
                || (code == BAD_VALUE && words(e).contains("retryable writes"))
                || (code == ILLEGAL_OPERATION && words(e).contains("transaction numbers"))
                || (e instanceof MongoClientException
                        && e.getCause() instanceof MongoException cause
                        && isWithoutRetryableWrites(cause));
    }

    private static String words(MongoException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }

    private Unreachable unreachable() {
        return new Unreachable(cluster.get());
    }

    private String host() {
        return cluster.get().getServerDescriptions().stream()
                .findFirst()
                .map(each -> each.getAddress().toString())
                .orElse("HOST:PORT");
    }

    /** The error's code; of a bulk that of its first error. */
    static int code(MongoException e) {
        return e instanceof MongoBulkWriteException bulk
                        && !bulk.getWriteErrors().isEmpty()
                ? bulk.getWriteErrors().get(0).getCode()
                : e.getCode();
    }
}
