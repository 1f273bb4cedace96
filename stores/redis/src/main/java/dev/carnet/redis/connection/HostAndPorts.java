package dev.carnet.redis.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/** Parses server addresses. */
public final class HostAndPorts {
    public static final String ALLOWED = "host:port; put an IPv6 address in square brackets";

    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(?:%\\w+)?]|[^\\[\\]:/@\\s]+)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private HostAndPorts() {}

    /**
     * Parses one.
     *
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating what could be a password
     */
    public static HostAndPort parse(String text, int defaultPort) {
        String address = text.strip();
        if (address.contains("@") || address.contains("://")) {
            throw new IllegalArgumentException(
                    "it is a URL (not shown here), but user, password, database and TLS have their own settings");
        }
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + address + "' is not a server address");
        }
        int port = parts.group(2) == null ? defaultPort : Integer.parseInt(parts.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(port + " is not a port");
        }
        String host = parts.group(1);
        return new HostAndPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }
}
