package dev.carnet.hazelcast;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.query.QueryException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Converts Hazelcast's exceptions to Carnet's, with a remedy.
 *
 * @param map the map's name, for messages
 */
record ClusterFailures(String map) {
    /**
     * Runs an operation.
     *
     * @param failure completes "Hazelcast: ..." in the message
     */
    <T> T call(String failure, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IndeterminateOperationStateException e) {
            throw new UnconfirmedWriteException(message(failure, e), e, false);
        } catch (QueryException | ClassCastException e) {
            // Of a value that cannot be asked or compared; the words may quote it.
            throw new SessionStoreException(message(failure, e), null);
        } catch (HazelcastException | IllegalStateException | RejectedExecutionException e) {
            throw isWithoutCluster(e)
                    ? new StoreUnreachableException(message(failure, e), e)
                    : new SessionStoreException(message(failure, e), e);
        }
    }

    /** Of a member that is silent others may answer; without any connection, or shut down, nobody does. */
    private static boolean isWithoutCluster(RuntimeException e) {
        return e instanceof HazelcastClientOfflineException
                || e instanceof HazelcastInstanceNotActiveException
                || e instanceof HazelcastClientNotActiveException;
    }

    private String message(String failure, RuntimeException e) {
        return "Hazelcast: map '" + map + "': " + failure + ": " + advice(e);
    }

    private static String advice(RuntimeException e) {
        if (e instanceof IndeterminateOperationStateException) {
            return "a member left, or a backup did not confirm the write in time, so it is unknown whether it is"
                    + " stored; read the session again";
        } else if (e instanceof HazelcastClientOfflineException) {
            return "the client has no connection to the cluster and keeps trying; check whether a member runs at"
                    + " one of `addresses` and is reachable from here";
        } else if (e instanceof HazelcastInstanceNotActiveException || e instanceof HazelcastClientNotActiveException) {
            return "the Hazelcast instance has been shut down; close the engine first";
        } else if (e instanceof OperationTimeoutException) {
            return "no answer in time; find out what keeps the members busy, or raise `timeout`";
        } else if (e instanceof SplitBrainProtectionException) {
            return "this part of the cluster has fewer members than its split-brain protection requires; find out"
                    + " why the others are away";
        } else if (e instanceof QueryException || e instanceof ClassCastException) {
            return "it contains values that are not sessions; use a separate map for sessions";
        }
        return (e instanceof TargetDisconnectedException
                        ? "the connection to the member broke before it answered"
                        : e.getClass().getSimpleName())
                + "; check whether the members run, and look at their logs";
    }
}
