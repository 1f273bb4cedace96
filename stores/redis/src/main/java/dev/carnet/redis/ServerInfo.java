package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's information about itself.
 *
 * @param values the values of INFO by name; a server may omit some
 */
record ServerInfo(Map<String, String> values) {
    private static final int LEAST_VERSION = 5;

    static ServerInfo parse(@Nullable Object answer) {
        Map<String, String> values = new HashMap<>();
        if (answer instanceof byte[] text) {
            new String(text, UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    values.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
        }
        return new ServerInfo(values);
    }

    private String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** A number, 0 where the server does not tell it. */
    private long number(String name) {
        String value = get(name);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    /** @param kind what sort of servers this is one of */
    Finding version(String kind) {
        String version = get("redis_version");
        String major = version.split("\\.", 2)[0];
        if (major.matches("\\d{1,9}") && Integer.parseInt(major) < LEAST_VERSION) {
            return new Finding(
                    Level.ERROR, "server", "it is Redis " + version + "; Carnet needs " + LEAST_VERSION + " or newer");
        }
        return new Finding(Level.OK, "server", "Redis " + version + ", " + kind);
    }

    /** @param wanted how many replicas have to confirm */
    Finding role(int wanted) {
        if (get("role").equals("slave")) {
            return new Finding(
                    Level.ERROR,
                    "role",
                    "it is a replica, which accepts no writes: connect to the primary, or let `sentinel` or"
                            + " `cluster` find it");
        }
        String replicas = values.getOrDefault("connected_slaves", "0");
        if (!replicas.matches("\\d{1,9}") || Integer.parseInt(replicas) < wanted) {
            return new Finding(
                    Level.ERROR,
                    "role",
                    "it is a primary, and " + replicas + " replicas follow it, but `replicas` requires " + wanted);
        }
        return new Finding(Level.OK, "role", "it is a primary, replicas: " + replicas);
    }

    Finding persistence() {
        return get("aof_enabled").equals("0")
                ? new Finding(
                        Level.WARNING,
                        "persistence",
                        "it has no append-only file: a restart loses the sessions since the last snapshot, or all")
                : new Finding(Level.OK, "persistence", "it has an append-only file");
    }

    Finding eviction() {
        String policy = get("maxmemory_policy");
        boolean isBounded = !get("maxmemory").equals("0") && !get("maxmemory").isEmpty();
        if (isBounded && policy.equals("noeviction") && number("used_memory") >= number("maxmemory")) {
            return new Finding(
                    Level.ERROR,
                    "eviction",
                    "its memory is full, and it refuses to store sessions: raise maxmemory, or find out what fills"
                            + " it");
        }
        return isBounded && !policy.equals("noeviction")
                ? new Finding(
                        Level.WARNING,
                        "eviction",
                        "when its memory is full, it evicts keys (" + policy + "), which logs users out; with"
                                + " maxmemory-policy noeviction it refuses writes instead")
                : new Finding(Level.OK, "eviction", "it evicts no sessions");
    }
}
