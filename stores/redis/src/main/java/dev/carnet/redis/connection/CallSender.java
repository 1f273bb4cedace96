package dev.carnet.redis.connection;

import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/** Sends the store's calls, one or many at once, and turns failures into {@link SessionException}s. Thread-safe. */
public final class CallSender {
    private final Nodes nodes;
    private final CallLine line;
    private final RedisFailures failures;

    private CallSender(Nodes nodes, LineOptions options, String place) {
        this.nodes = nodes;
        this.line = new CallLine(options);
        this.failures = new RedisFailures(options.prefix(), place, !nodes.areSeveral());
    }

    /**
     * To the servers behind a client.
     *
     * @throws SessionStoreException if none answers
     */
    public static CallSender on(UnifiedJedis client, LineOptions options) {
        return on(client, options, "");
    }

    /** The same at a place, which messages name; empty if nobody knows. */
    public static CallSender on(UnifiedJedis client, LineOptions options, String place) {
        RedisFailures failures = new RedisFailures(options.prefix(), place, true);
        try {
            CallSender sender = new CallSender(Nodes.of(client), options, place);
            for (Pool<Connection> each : sender.nodes.primaries()) {
                onNode(each, true, connection -> sender.line.send(connection, Call.about(Command.PING), false, 0));
            }
            return sender;
        } catch (JedisException e) {
            throw failures.of("the server cannot be used", e);
        }
    }

    public Nodes nodes() {
        return nodes;
    }

    /**
     * Sends a read-only call.
     *
     *
     * @param failure completes "Redis: ..." in the message
     * @throws UnreadableSessionException if what lies under the key is no session
     */
    @Nullable
    public Object read(String failure, Call call) {
        return send(failure, call, true).value();
    }

    /** Has something changed; otherwise like {@link #read}. */
    public Answer write(String failure, Call call) {
        return send(failure, call, false);
    }

    private Answer send(String failure, Call call, boolean changesNothing) {
        try {
            return new Delivery(nodes, line, call, changesNothing).send();
        } catch (JedisException e) {
            throw failures.of(failure, e);
        }
    }

    /** Sends a read-only call without a key to one node; repeats it once if the pooled connection was dead. */
    @Nullable
    public Object ask(String failure, Pool<Connection> node, Call call) {
        try {
            return onNode(node, true, connection -> line.send(connection, call, false, 0))
                    .value();
        } catch (JedisException e) {
            throw failures.of(failure, e);
        }
    }

    /** Something done over a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T over(Connection connection);
    }

    private static <T> T onNode(Pool<Connection> node, boolean changesNothing, Work<T> work) {
        try (Connection connection = node.getResource()) {
            return work.over(connection);
        } catch (JedisConnectionException e) {
            node.clear();
            if (!(e instanceof NotSentException) && (!changesNothing || RedisFailures.isTimeout(e))) {
                throw e;
            }
        }
        try (Connection connection = node.getResource()) {
            return work.over(connection);
        }
    }

    /** Asks many things that change nothing, in one round trip to each node: answers in order, an error for one is no other's. */
    public List<Answer> readAll(String failure, List<Call> calls) {
        return sendAll(failure, calls, true);
    }

    /** Has many things changed, otherwise like {@link #readAll}. */
    public List<Answer> writeAll(String failure, List<Call> calls) {
        return sendAll(failure, calls, false);
    }

    private List<Answer> sendAll(String failure, List<Call> calls, boolean changesNothing) {
        Answer[] answers = new Answer[calls.size()];
        try {
            byNode(calls).forEach((node, places) -> {
                List<Call> batch = places.stream().map(calls::get).toList();
                long bytes = batch.stream().mapToLong(Call::bytes).sum();
                List<Answer> got = onNode(node, changesNothing, connection -> {
                    if (!changesNothing) {
                        line.ready(connection, batch);
                    }
                    return line.sendAll(connection, batch, Deadline.of(connection, bytes, false));
                });
                for (int i = 0; i < got.size(); i++) {
                    answers[places.get(i)] = got.get(i);
                }
            });
            for (int i = 0; i < answers.length; i++) {
                if (isUndone(answers[i].value())) {
                    answers[i] = sendAlone(calls.get(i), changesNothing);
                }
            }
        } catch (JedisException e) {
            throw failures.of(failure, e);
        }
        return Arrays.stream(answers).map(each -> answer(failure, each)).toList();
    }

    private Map<Pool<Connection>, List<Integer>> byNode(List<Call> calls) {
        Map<Pool<Connection>, List<Integer>> byNode = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            byNode.computeIfAbsent(nodes.of(calls.get(i).key()), node -> new ArrayList<>())
                    .add(i);
        }
        return byNode;
    }

    /** Whether the server said that it has done nothing, for a reason that {@link Delivery} knows a way around. */
    private static boolean isUndone(@Nullable Object answer) {
        return answer instanceof JedisNoScriptException
                || answer instanceof JedisRedirectionException
                || answer instanceof LateException
                || (answer instanceof JedisDataException error && RedisFailures.isReadOnly(error));
    }

    private Answer sendAlone(Call call, boolean changesNothing) {
        try {
            return new Delivery(nodes, line, call, changesNothing).send();
        } catch (JedisDataException e) {
            return Answer.of(e);
        }
    }

    private Answer answer(String failure, Answer got) {
        return got.value() instanceof JedisException e ? Answer.of(failures.of(failure, e)) : got;
    }
}
