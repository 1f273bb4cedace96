package dev.carnet.redis;

import dev.carnet.SessionStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Sends calls over a connection and logs them, if that is wanted, without what they are about. Thread-safe. */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.redis");

    private final RedisOptions options;

    Line(RedisOptions options) {
        this.options = options;
    }

    /**
     * Sends one call.
     *
     * @param asking whether the node is about to get the key and answers only if it is asked to
     * @throws SessionStoreException if fewer replicas than wanted confirm what it has changed
     */
    @Nullable
    Object send(Connection connection, Call call, boolean asking) {
        if (asking) {
            connection.executeCommand(Command.ASKING);
        }
        long start = System.nanoTime();
        Object answer;
        try {
            answer = connection.executeCommand(call.toArguments());
        } catch (JedisException e) {
            log(call, e, start);
            throw e;
        }
        log(call, answer, start);
        if (isToBeConfirmed(call, answer)) {
            awaitReplicas(connection);
        }
        return answer;
    }

    /** Sends many calls at once; an error among the answers is a {@link redis.clients.jedis.exceptions.JedisDataException}. */
    List<Object> sendAll(Connection connection, List<Call> calls) {
        long start = System.nanoTime();
        calls.forEach(each -> connection.sendCommand(each.toArguments()));
        List<Object> answers = new ArrayList<>(connection.getMany(calls.size()));
        for (int i = 0; i < calls.size(); i++) {
            log(calls.get(i), answers.get(i), start);
        }
        for (int i = 0; i < calls.size(); i++) {
            if (isToBeConfirmed(calls.get(i), answers.get(i))) {
                awaitReplicas(connection);
                break;
            }
        }
        return answers;
    }

    private boolean isToBeConfirmed(Call call, @Nullable Object answer) {
        return options.replicas() > 0 && call.isFinal() && (Answer.isPositive(answer) || answer instanceof byte[]);
    }

    private void awaitReplicas(Connection connection) {
        long start = System.nanoTime();
        Call wait = Call.about(
                Command.WAIT,
                String.valueOf(options.replicas()),
                String.valueOf(options.replicaTimeout().toMillis()));
        Object confirmed = connection.executeCommand(wait.toArguments());
        log(wait, confirmed, start);
        if ((Long) confirmed < options.replicas()) {
            throw new SessionStoreException(
                    "Redis: the change is stored, but only " + confirmed + " of the wanted "
                            + options.replicas() + " replicas have confirmed it; a failover now could undo it."
                            + " See whether the replicas follow, or lower `replicas`",
                    null);
        }
    }

    private void log(Call call, @Nullable Object answer, long start) {
        if (options.debug()) {
            LOG.info(
                    "{}: {}, after {} us",
                    call,
                    Failures.summary(answer),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }
    }
}
