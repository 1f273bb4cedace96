package dev.carnet.dancer.dsn;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code dbi:Pg:dbname=web;host=db}, as DBD::Pg and libpq read it. */
final class PostgresDsn {
    private static final String SOCKETS = "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg";
    private static final String USUAL_PORT = "5432";

    private PostgresDsn() {}

    static JdbcTarget target(Map<String, String> attributes) {
        ServerDsn server = ServerDsn.of(attributes);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : server.more().entrySet()) {
            switch (each.getKey()) {
                // The same names and values in both.
                case "sslmode", "sslrootcert", "sslcert", "sslkey", "options" ->
                    parameters.put(each.getKey(), encoded(each.getValue()));
                case "application_name" -> parameters.put("ApplicationName", encoded(each.getValue()));
                case "connect_timeout" -> {
                    // connection_timeout of the store bounds it.
                }
                case "service" ->
                    throw new IllegalArgumentException("'service' names a section of pg_service.conf, which Carnet does"
                            + " not read; write its host, port and dbname here");
                default -> {
                    if (!each.getKey().startsWith("pg_")) {
                        throw ServerDsn.unknown(each.getKey(), "PostgreSQL");
                    }
                }
            }
        }
        if (server.host().startsWith("/")) {
            parameters.putAll(socket(server));
        }
        return new JdbcTarget(
                server.url("jdbc:postgresql:", parameters), "org.postgresql.Driver", server.user(), server.password());
    }

    /** A folder in place of a host: the server's socket is in it, under the port's name. TLS is not spoken there. */
    private static Map<String, String> socket(ServerDsn server) {
        if (!ClassPath.has(SOCKETS)) {
            throw new IllegalArgumentException(
                    "the unix socket in " + server.host()
                            + " needs com.kohlschutter.junixsocket:junixsocket-core on the class path; add it, or name the host");
        }
        String port = server.port().isEmpty() ? USUAL_PORT : server.port();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sslmode", "disable");
        parameters.put("socketFactory", SOCKETS);
        parameters.put("socketFactoryArg", encoded(server.host() + "/.s.PGSQL." + port));
        return parameters;
    }

    /** As that driver decodes it. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
