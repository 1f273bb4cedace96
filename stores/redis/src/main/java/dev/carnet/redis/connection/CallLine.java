package dev.carnet.redis.connection;

import dev.carnet.error.UnconfirmedWriteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends calls over a connection and optionally logs them, without keys and values. If replicas must confirm a change,
 * WAIT is sent in the same round trip. Thread-safe.
 */
final class CallLine {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.redis");

    private final LineOptions options;
    private final ServerClocks clocks = new ServerClocks();
    private final Call wait;

    CallLine(LineOptions options) {
        this.options = options;
        this.wait = Call.about(
                Command.WAIT,
                String.valueOf(options.replicas()),
                String.valueOf(options.replicaTimeout().toMillis()));
    }

    /**
     * To be called before a write, and before its deadline is reckoned.
     *
     * @throws NotSentException if the connection is dead
     */
    void ready(Connection connection, List<Call> writes) {
        clocks.ready(connection, writes.stream().anyMatch(Call::isFenced));
    }

    /**
     * Sends one call.
     *
     * @param asking whether the node is about to get the key and answers only if it is asked to
     * @param until by when it may be carried out, on the clock of {@link System#nanoTime}
     * @throws LateException if it came later than that
     */
    Answer send(Connection connection, Call call, boolean asking, long until) {
        ServerClock clock = clocks.behind(connection);
        if (asking) {
            connection.executeCommand(Command.ASKING);
        }
        boolean waits = waits(call);
        long start = System.nanoTime();
        long received;
        Object value;
        try {
            connection.sendCommand(call.toArguments(call.isFenced() ? clock.at(until) : 0));
            if (waits) {
                connection.sendCommand(wait.toArguments(0));
            }
            value = answer(connection, waits);
            received = System.nanoTime();
            clock.heard(received);
        } catch (JedisException e) {
            log(call, e, start);
            throw e;
        }
        log(call, value, start);
        UnconfirmedWriteException unconfirmed = waits ? awaitReplicas(connection) : null;
        if (call.isFenced()) {
            learn(clock, value, received);
        }
        Answer answer = Answer.of(value);
        return unconfirmed == null ? answer : answer.unconfirmed(unconfirmed);
    }

    private boolean waits(Call call) {
        return options.replicas() > 0 && call.needsReplicas();
    }

    /** Reads the answers after an error, too; otherwise the next call would receive them. */
    private static @Nullable Object answer(Connection connection, boolean waits) {
        try {
            return connection.getOne();
        } catch (JedisDataException e) {
            if (waits) {
                connection.getMany(1);
            }
            throw e;
        }
    }

    /**
     * Learns a server's clock from an answer.
     *
     * @param received when the answer came, which is before replicas were waited for
     */
    private static void learn(ServerClock clock, @Nullable Object answer, long received) {
        if (answer instanceof Long millis && Answer.isPositive(answer)) {
            clock.learn(millis, received);
        } else if (answer instanceof Long late && Answer.isLate(answer)) {
            clock.learn(-late, received);
            throw new LateException();
        }
    }

    /**
     * Sends many calls at once; an error among the answers is a value that is a {@link JedisDataException}.
     *
     * @param until see {@link #send}
     */
    List<Answer> sendAll(Connection connection, List<Call> calls, long until) {
        ServerClock clock = clocks.behind(connection);
        long latest = calls.stream().anyMatch(Call::isFenced) ? clock.at(until) : 0;
        boolean waits = calls.stream().anyMatch(this::waits);
        long start = System.nanoTime();
        calls.forEach(each -> connection.sendCommand(each.toArguments(latest)));
        if (waits) {
            connection.sendCommand(wait.toArguments(0));
        }
        List<Object> values = connection.getMany(calls.size());
        clock.heard(System.nanoTime());
        for (int i = 0; i < values.size(); i++) {
            log(calls.get(i), values.get(i), start);
        }
        UnconfirmedWriteException unconfirmed = waits ? awaitReplicas(connection) : null;
        List<Answer> answers = new ArrayList<>(values.size());
        for (Object each : values) {
            Answer answer = Answer.of(Answer.isLate(each) ? new LateException() : each);
            answers.add(unconfirmed == null ? answer : answer.unconfirmed(unconfirmed));
        }
        return answers;
    }

    /** Reads the answer to WAIT: null if enough replicas have confirmed, otherwise the exception. */
    private @Nullable UnconfirmedWriteException awaitReplicas(Connection connection) {
        long start = System.nanoTime();
        try {
            Object confirmed = connection.getOne();
            log(wait, confirmed, start);
            return (Long) confirmed >= options.replicas()
                    ? null
                    : unconfirmed(
                            "only " + confirmed + " of the required " + options.replicas()
                                    + " replicas have confirmed it within "
                                    + options.replicaTimeout().toMillis() + " ms",
                            null);
        } catch (JedisException e) {
            log(wait, e, start);
            return unconfirmed("the server did not report whether replicas have it", e);
        }
    }

    private static UnconfirmedWriteException unconfirmed(String why, @Nullable JedisException cause) {
        return new UnconfirmedWriteException(
                "Redis: the change is stored, but " + why + "; a failover now could undo it. Check whether the"
                        + " replicas keep up, or lower `replicas`",
                cause);
    }

    private void log(Call call, @Nullable Object answer, long start) {
        if (options.debug()) {
            LOG.info(
                    "{}: {}, after {} us",
                    call,
                    RedisFailures.summary(answer),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }
    }
}
