package dev.carnet.jdbc.connection;

import java.util.regex.Pattern;

/**
 * Checks URLs of several servers: all reads and writes must go to one server. A driver that splits by
 * {@code setReadOnly} uses the primary for everything, because Carnet never calls that method.
 */
final class Replicated {
    private static final Pattern LOAD_BALANCING =
            Pattern.compile("jdbc:\\w+(?:\\+srv)?:load-?balance:", Pattern.CASE_INSENSITIVE);
    private static final Pattern REPLICAS = Pattern.compile(
            "[?&]targetServerType=(?:any|secondary|slave|preferSecondary|preferSlave)\\b", Pattern.CASE_INSENSITIVE);

    private Replicated() {}

    /** Throws {@link IllegalArgumentException} if a URL of MariaDB or MySQL spreads statements over several servers. */
    static void refuseLoadBalancing(String url) {
        if (LOAD_BALANCING.matcher(url).lookingAt()) {
            throw new IllegalArgumentException(
                    "a URL with load balancing reads from a different server than it writes to; use sequential: or"
                            + " replication: instead, which use the primary");
        }
    }

    /** Throws {@link IllegalArgumentException} if a URL of PostgreSQL leads to replicas. */
    static void refuseReplicas(String url) {
        if (REPLICAS.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "targetServerType must be primary, which is Carnet's default," + " because a replica lags behind");
        }
    }
}
