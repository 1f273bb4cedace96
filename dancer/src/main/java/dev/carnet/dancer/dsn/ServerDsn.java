package dev.carnet.dancer.dsn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A database on a server, as a Perl DSN names it.
 *
 * @param host the server; empty if none is named
 * @param port empty for the usual one
 * @param database the database
 * @param user the user in the DSN, if one is
 * @param password the password in the DSN, if one is
 * @param more what else is in the DSN: name in small letters to value
 */
record ServerDsn(
        String host,
        String port,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> more) {
    /**
     * Reads {@code database=web;host=db;port=3306} or {@code web:db:3306}.
     *
     * @throws IllegalArgumentException if the database is missing
     */
    static ServerDsn of(Map<String, String> attributes) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        String[] places = more.getOrDefault("", "").split(":", 3);
        more.remove("");
        String database = taken(more, "database", "dbname", "db").orElse(places[0]);
        String host = taken(more, "host", "hostname").orElse(places.length > 1 ? places[1] : "");
        String port = taken(more, "port").orElse(places.length > 2 ? places[2] : "");
        if (database.isEmpty()) {
            throw new IllegalArgumentException("the name of the database is missing");
        }
        return new ServerDsn(host, port, database, taken(more, "user"), taken(more, "password"), more);
    }

    /** The last of the values under these names, as Perl's drivers take them; all of them are removed. */
    private static Optional<String> taken(Map<String, String> attributes, String... names) {
        String value = null;
        for (String name : names) {
            String removed = attributes.remove(name);
            value = removed == null ? value : removed;
        }
        return Optional.ofNullable(value);
    }

    /** The URL that begins with a driver's prefix; without a host, that of this machine. */
    String url(String prefix, Map<String, String> parameters) {
        StringBuilder url = new StringBuilder(prefix)
                .append("//")
                .append(host.isEmpty() || host.startsWith("/") ? "localhost" : host)
                .append(port.isEmpty() ? "" : ":" + port)
                .append('/')
                .append(database);
        char next = '?';
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            url.append(next).append(each.getKey()).append('=').append(each.getValue());
            next = '&';
        }
        return url.toString();
    }

    /** Throws {@link IllegalArgumentException} for an attribute that is not known here. */
    static IllegalArgumentException unknown(String name, String product) {
        return new IllegalArgumentException("'" + name + "' is not supported for " + product
                + " here; name database, host and port, or give a JDBC URL");
    }
}
