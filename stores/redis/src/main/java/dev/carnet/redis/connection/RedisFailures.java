package dev.carnet.redis.connection;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Converts failures to messages with a remedy, without the command's keys and values. */
public final class RedisFailures {
    /** An error of the server begins with a code. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("NOAUTH", "Set `password`, and `username` if the user is not the default one"),
            Map.entry("WRONGPASS", "Correct `username` and `password`"),
            Map.entry(
                    "NOPERM",
                    "Allow the user to run PING, HGETALL, HMGET, HSET, HDEL, EXISTS, RENAME, PERSIST, PEXPIREAT,"
                            + " UNLINK, EVAL, EVALSHA, SCAN, TIME, ZADD, ZREM, ZSCAN, ZREVRANGE, ZCOUNT,"
                            + " ZREMRANGEBYRANK and WAIT on keys with Carnet's `prefix`"),
            Map.entry(
                    "OOM",
                    "Nothing was stored: raise the server's maxmemory, or let it evict other data than sessions"),
            Map.entry("READONLY", "It is a replica: connect to the primary, or let `sentinel` or `cluster` find it"),
            Map.entry("MASTERDOWN", "It is a replica that has lost its primary: connect to the primary"),
            Map.entry("LOADING", "It is still loading its data; try again when it is done"),
            Map.entry("BUSY", "A script of another program keeps the server busy"),
            Map.entry("MISCONF", "Nothing was stored: the server's log says why it cannot write its data to disk"),
            Map.entry(
                    "NOREPLICAS", "Nothing was stored: fewer replicas follow than the server's min-replicas-to-write"),
            Map.entry("CLUSTERDOWN", "CLUSTER INFO shows which slots no node serves"),
            Map.entry("MOVED", "It belongs to a Cluster: name its nodes in `cluster` instead of `server`"),
            Map.entry("CROSSSLOT", "It belongs to a Cluster: name its nodes in `cluster` instead of `server`"));

    private static final Map<String, String> REMEDIES_BY_TEXT = Map.ofEntries(
            Map.entry("DB index is out of range", "Choose a `database` below the server's number of databases"),
            Map.entry("SELECT is not allowed in cluster mode", "A Cluster has only database 0: remove `database`"),
            Map.entry("max number of clients reached", "Raise the server's maxclients, or lower `pool_size`"),
            Map.entry("seems to be not monitored", "Correct `sentinel_master`"),
            Map.entry("All sentinels down", "Check whether the Sentinels run there, and correct `sentinel`"),
            Map.entry(LateException.WORDS, "Find out what delays the connection or the server, or raise `timeout`"),
            Map.entry("unknown command", "Carnet needs Redis 5 or newer, with scripts"),
            Map.entry("Unknown reply", "The server there is not Redis, or requires `tls`"),
            Map.entry(
                    "Unexpected end of stream",
                    "Check whether the server runs, whether it is Redis, and whether both sides agree on `tls`"),
            Map.entry("cluster support disabled", "It is not a Cluster: name it in `server` instead of `cluster`"));

    private static final Pattern IN_SCRIPT = Pattern.compile("(?s)ERR Error running script.*: -?([A-Z]{2,} .*)");

    /** What a server repeats of the command that it does not know. */
    private static final Pattern REPEATED = Pattern.compile("(?s), with args beginning with:.*");

    private final Pattern keys;

    private final String place;

    private final boolean isOneServer;

    /**
     * Translates failures of the servers at a place.
     *
     *
     * @param prefix what the keys begin with that no message may show
     */
    public RedisFailures(String prefix) {
        this(prefix, "", true);
    }

    /**
     * @param place where the servers are, which they and the driver often leave out; empty if nobody knows
     * @param isOneServer whether no other server answers where one does not
     */
    public RedisFailures(String prefix, String place, boolean isOneServer) {
        this.place = place;
        this.isOneServer = isOneServer;
        keys = Pattern.compile(prefix.isEmpty() ? "[A-Za-z0-9_~-]{16,}" : Pattern.quote(prefix) + "[^\\s']+");
    }

    /**
     * Translates a failure for the engine. The server's message is included unless it may contain a key.
     *
     *
     * @param failure completes "Redis: ..."
     */
    public SessionException of(String failure, JedisException e) {
        if (isCausedBy(e, InterruptedException.class)) {
            Thread.currentThread().interrupt();
        }
        String says = words(e);
        if (isUnreadable(e)) {
            return new UnreadableSessionException(
                    "Redis: " + failure + ": the entry under its key is not a session; it is left unchanged", e);
        }
        String safe = code(says).equals("NOAUTH")
                ? "NOAUTH, the server requires a password"
                : keys.matcher(REPEATED.matcher(says).replaceFirst("")).replaceAll("[masked]");
        String where = place.isEmpty() || failure.contains(place) ? "" : " (" + place + ")";
        String text = "Redis: " + failure + ": " + safe + where + ". " + remedy(e, says);
        JedisException cause = safe.equals(says) ? e : null;
        if (isExhausted(e)) {
            return new PoolExhaustedException(text, cause);
        }
        return isOneServer && isCausedBy(e, JedisConnectionException.class)
                ? new StoreUnreachableException(text, cause)
                : new SessionStoreException(text, cause);
    }

    /**
     * Describes a failure, its causes and previous attempts, such as each node of a Cluster, without full stops and
     * class names.
     */
    private static String words(Throwable e) {
        Throwable cause = e.getCause();
        String own = withoutStop(String.valueOf(e.getMessage()));
        String below = cause == null ? tried(e) : words(cause);
        if (e instanceof UnknownHostException) {
            return "the host " + own.replaceFirst(":.*", "") + " is unknown";
        }
        boolean saysNothing = cause != null && own.equals(withoutStop(cause.toString()));
        if (saysNothing || isUnknownHost(e)) {
            return below;
        }
        return below.isEmpty() || own.contains(below) ? own : own + ": " + below;
    }

    private static String tried(Throwable e) {
        return Arrays.stream(e.getSuppressed())
                .map(RedisFailures::words)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String withoutStop(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static String remedy(JedisException e, String says) {
        if (isExhausted(e)) {
            return "All connections are in use: find out what takes so long, or raise `pool_size`";
        }
        if (isUnknownHost(e)) {
            return "Correct the name in `server`, `cluster` or `sentinel`, or check whether the name service answers";
        }
        if (isTimeout(e)) {
            return "The server did not answer in time: check what keeps it busy, check whether both sides agree on"
                    + " `tls`, or raise `timeout`";
        }
        String byCode = REMEDIES.get(e instanceof JedisRedirectionException ? "MOVED" : code(says));
        if (byCode != null) {
            return byCode;
        }
        return REMEDIES_BY_TEXT.entrySet().stream()
                .filter(each -> says.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(
                        e instanceof JedisDataException
                                ? "Run `carnet check` to see what the server allows"
                                : "Check whether the server runs and is reachable from here");
    }

    /** Whether the value under a key is not a session. */
    public static boolean isUnreadable(JedisException e) {
        return hasCode(e, "WRONGTYPE") || hasCode(e, "UNREADABLE");
    }

    /** Whether the server refused to write, being a replica. */
    public static boolean isReadOnly(JedisException e) {
        return hasCode(e, "READONLY");
    }

    private static boolean hasCode(JedisException e, String code) {
        return e instanceof JedisDataException
                && code(String.valueOf(e.getMessage())).equals(code);
    }

    /** What a server's error begins with; before Redis 7 a script's own error stood before it. */
    private static String code(String says) {
        Matcher inScript = IN_SCRIPT.matcher(says);
        String error = inScript.matches() ? inScript.group(1) : says;
        return error.substring(0, Math.max(error.indexOf(' '), 0));
    }

    /** Whether the server took the call, perhaps, and did not answer in time. */
    public static boolean isTimeout(JedisException e) {
        return isCausedBy(e, SocketTimeoutException.class);
    }

    /** Whether no connection was free in time. */
    public static boolean isExhausted(JedisException e) {
        return isCausedBy(e, NoSuchElementException.class);
    }

    private static boolean isUnknownHost(Throwable e) {
        return isCausedBy(e, UnknownHostException.class);
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Exception> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** An answer without its contents, for the log. */
    public static String summary(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (answer instanceof List<?> list) {
            return list.size() + " elements";
        }
        if (answer instanceof Throwable e) {
            String code = code(String.valueOf(e.getMessage()));
            return "error "
                    + (e instanceof JedisDataException ? code : e.getClass().getSimpleName());
        }
        return String.valueOf(answer);
    }
}
