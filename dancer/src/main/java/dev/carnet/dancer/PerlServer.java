package dev.carnet.dancer;

import java.util.Arrays;
import java.util.Map;

/**
 * A database on a server, as a Perl DSN names it.
 *
 * @param host the server
 * @param port empty for the usual one
 * @param database the database
 */
record PerlServer(String host, String port, String database) {
    /**
     * Reads {@code database=web;host=db;port=3306} or {@code web:db:3306}.
     *
     * @param product for messages
     * @param ignored what names of the Perl driver's own options begin with, which mean nothing here
     * @throws IllegalArgumentException if another name is among them or the database's is not
     */
    static PerlServer of(Map<String, String> perl, String product, String... ignored) {
        String host = "localhost";
        String port = "";
        String database = "";
        for (Map.Entry<String, String> each : perl.entrySet()) {
            String name = each.getKey();
            String value = each.getValue();
            switch (name) {
                case "database", "dbname", "db" -> database = value;
                case "host", "hostname" -> host = value;
                case "port" -> port = value;
                case "" -> {
                    String[] parts = value.split(":", 3);
                    database = parts[0];
                    host = parts.length > 1 ? parts[1] : host;
                    port = parts.length > 2 ? parts[2] : port;
                }
                default -> {
                    if (name.endsWith("_socket") || Arrays.stream(ignored).noneMatch(name::startsWith)) {
                        throw new IllegalArgumentException("'" + name + "' means nothing to " + product
                                + " here; name database, host and port, or give a JDBC URL");
                    }
                }
            }
        }
        if (database.isEmpty()) {
            throw new IllegalArgumentException("the name of the database is missing");
        }
        return new PerlServer(host, port, database);
    }

    /** The URL that begins with a driver's prefix. */
    String url(String prefix) {
        return prefix + "//" + host + (port.isEmpty() ? "" : ":" + port) + "/" + database;
    }
}
