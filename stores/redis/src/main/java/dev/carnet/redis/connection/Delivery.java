package dev.carnet.redis.connection;

import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/**
 * The delivery of a call to the node of its key. Not thread-safe.
 *
 * <p>It is sent again only where it is certain that nothing was done: the node could not be reached and another one has
 * taken over, or the server said so (it does not know the script, does not keep the key, is a replica). A call that
 * changes nothing is also sent again, once, if the pool's connection had died; so is a write, if that was found before
 * it was sent. A call that timed out is not repeated.
 *
 * <p>The failure of a fenced call is reported only when the call can no longer be carried out: see {@link Deadline}.
 */
final class Delivery {
    private static final int MOST_ATTEMPTS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Nodes nodes;
    private final CallLine line;
    private final boolean changesNothing;
    private final long begun = System.nanoTime();
    private Call call;
    private Pool<Connection> pool;
    private boolean asking;
    private boolean again;
    private boolean wasLate;
    private int attempts;
    private long deadline;

    Delivery(Nodes nodes, CallLine line, Call call, boolean changesNothing) {
        this.nodes = nodes;
        this.line = line;
        this.changesNothing = changesNothing;
        this.call = call;
        this.pool = nodes.of(call.key());
    }

    /** The answer; throws {@link JedisException} for failures that cannot be handled here. */
    Answer send() {
        while (true) {
            Connection connection;
            try {
                connection = pool.getResource();
            } catch (JedisException e) {
                afterNoConnection(e);
                continue;
            }
            try (connection) {
                if (!changesNothing || call.isFenced()) {
                    line.ready(connection, List.of(call));
                }
                deadline = Deadline.of(connection, call.bytes(), wasLate);
                return line.send(connection, call, asking, deadline);
            } catch (JedisException e) {
                after(e);
            }
        }
    }

    /** Continues with another node if one has taken over; otherwise throws the failure. */
    private void afterNoConnection(JedisException e) {
        if (RedisFailures.isExhausted(e)) {
            throw e;
        }
        Pool<Connection> failed = pool;
        renew(e);
        if (pool == failed) {
            throw e;
        }
        takeOneMoreAttempt(e);
    }

    /**
     * Prepares another attempt, in another form or on another node, if the call has changed nothing; otherwise throws
     * the failure.
     */
    private void after(JedisException e) {
        asking = false;
        attempts++;
        if (attempts < MOST_ATTEMPTS && e instanceof JedisNoScriptException) {
            call = call.withText();
        } else if (attempts < MOST_ATTEMPTS && e instanceof JedisRedirectionException elsewhere && nodes.areSeveral()) {
            follow(elsewhere);
        } else if (e instanceof LateException && !wasLate) {
            wasLate = true;
        } else if (RedisFailures.isReadOnly(e)) {
            renew(e);
            takeOneMoreAttempt(e);
        } else if (e instanceof NotSentException) {
            renew(e);
            takeOneMoreAttempt(e);
        } else if (e instanceof JedisConnectionException) {
            try {
                renew(e);
            } finally {
                if (call.isFenced()) {
                    Deadline.await(deadline);
                }
            }
            if (!changesNothing || RedisFailures.isTimeout(e)) {
                throw e;
            }
            takeOneMoreAttempt(e);
        } else {
            throw e;
        }
    }

    private void follow(JedisRedirectionException elsewhere) {
        asking = elsewhere instanceof JedisAskDataException;
        if (!asking) {
            renew(elsewhere);
        }
        Pool<Connection> target = nodes.at(elsewhere.getTargetNode());
        if (target == null) {
            throw elsewhere;
        }
        pool = target;
    }

    private void renew(JedisException e) {
        try {
            nodes.renew(pool);
            pool = nodes.of(call.key());
        } catch (JedisException nobodyKnows) {
            e.addSuppressed(nobodyKnows);
            throw e;
        }
    }

    /** Once, and only while the caller has hardly waited. */
    private void takeOneMoreAttempt(JedisException e) {
        if (again || System.nanoTime() - begun > PATIENCE_NANOS) {
            throw e;
        }
        again = true;
    }
}
