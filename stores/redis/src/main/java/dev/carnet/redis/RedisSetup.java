package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carnet.error.SessionStoreException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.redis.connection.Script;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/** Inspects the servers. There is nothing to set up: Redis creates a key when it is written. */
final class RedisSetup implements StoreSetup {
    /** Lies under the prefix, where a user with ACLs may be confined to; no session's key is as short. */
    private static final SessionKey NOBODY = new SessionKey("carnet-check");

    private final Supplier<UnifiedJedis> connect;
    private final boolean closes;
    private final RedisOptions options;
    private final String place;
    private final Duration tolerance;
    private final Supplier<Instant> clock;

    /**
     * @param connect gives the client
     * @param closes whether the client is to be closed
     * @param place where the servers are, for messages; empty if nobody knows
     * @param tolerance by how much clocks may differ
     */
    RedisSetup(Supplier<UnifiedJedis> connect, boolean closes, RedisOptions options, String place, Duration tolerance) {
        this(connect, closes, options, place, tolerance, Instant::now);
    }

    /** @param clock the clock of this machine */
    RedisSetup(
            Supplier<UnifiedJedis> connect,
            boolean closes,
            RedisOptions options,
            String place,
            Duration tolerance,
            Supplier<Instant> clock) {
        this.connect = connect;
        this.closes = closes;
        this.options = options;
        this.place = place;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    @Override
    public List<Finding> check() {
        return onServer(sender -> {
            List<Finding> findings = new ArrayList<>();
            for (Pool<Connection> each : sender.nodes().primaries()) {
                findings.addAll(look(sender, each));
            }
            findings.add(permissions(sender));
            return findings;
        });
    }

    private <T> T onServer(Function<CallSender, T> work) {
        UnifiedJedis client = connect.get();
        try {
            return work.apply(CallSender.on(client, options.line(), place));
        } finally {
            if (closes) {
                client.close();
            }
        }
    }

    private List<Finding> look(CallSender sender, Pool<Connection> node) {
        ServerInfo info;
        try {
            info = ServerInfo.parse(sender.ask("the server cannot be inspected", node, Call.about(Command.INFO)));
        } catch (SessionStoreException e) {
            return List.of(new Finding(
                    Level.WARNING, "server", "it does not allow INFO, so only commands are tested. " + e.getMessage()));
        }
        return List.of(
                info.version(sender.nodes().kind()),
                info.role(options.replicas()),
                info.persistence(),
                info.eviction(),
                clock(sender, node));
    }

    /** The server's clock decides when a session is deleted; the transmission time of the answer is not counted. */
    private Finding clock(CallSender sender, Pool<Connection> node) {
        Instant before = clock.get();
        List<?> time = Answer.list(sender.ask("the server's clock cannot be read", node, Call.about(Command.TIME)));
        Instant after = clock.get();
        Instant server = Instant.ofEpochSecond(number(time.get(0)), TimeUnit.MICROSECONDS.toNanos(number(time.get(1))));
        Duration behind = Duration.between(server, before);
        Duration ahead = Duration.between(after, server);
        Duration difference = behind.compareTo(ahead) > 0 ? behind : ahead;
        return difference.compareTo(tolerance) > 0
                ? new Finding(
                        Level.ERROR,
                        "clock",
                        "the server's clock is " + difference.toSeconds() + " seconds "
                                + (difference.equals(behind) ? "behind" : "ahead of") + " this one, more than the"
                                + " clock_tolerance of " + tolerance.toSeconds() + "; set the clocks by NTP")
                : new Finding(Level.OK, "clock", "the server's clock agrees with this one");
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, US_ASCII));
    }

    /** Tries commands that have no effect on missing keys. */
    private Finding permissions(CallSender sender) {
        Keys keys = new Keys(options.prefix());
        SessionCalls calls = new SessionCalls(keys, options);
        try {
            sender.read("no session can be read", Call.of(Command.HGETALL, keys.of(NOBODY)));
            sender.write("no script can be run", calls.touch(NOBODY, 1, Instant.EPOCH, Instant.EPOCH, true));
            sender.write("no session can be ended", Call.of(Command.UNLINK, keys.of(NOBODY)));
            List<String> refused = Answer.list(sender.write(
                                    "no script can be run", Call.of(Script.CHECK, List.of(keys.of(NOBODY)), List.of()))
                            .value())
                    .stream()
                    .map(each -> new String((byte[]) each, US_ASCII).toLowerCase(Locale.ROOT))
                    .toList();
            if (!refused.isEmpty()) {
                return new Finding(
                        Level.ERROR,
                        "permissions",
                        "scripts of the user may not " + String.join(", ", refused) + "; run ACL SETUSER NAME +"
                                + String.join(" +", refused));
            }
        } catch (SessionStoreException e) {
            return new Finding(Level.ERROR, "permissions", String.valueOf(e.getMessage()));
        }
        return new Finding(Level.OK, "permissions", "sessions can be read, scripts run, keys deleted");
    }

    @Override
    public List<String> plan() {
        onServer(sender -> {
            for (Pool<Connection> each : sender.nodes().primaries()) {
                sender.ask("the server cannot be asked", each, Call.about(Command.TIME));
            }
            return List.of();
        });
        return List.of();
    }

    @Override
    public void apply() {}

    /** Nothing is kept open. */
    @Override
    public void close() {}
}
