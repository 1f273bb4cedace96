package dev.carnet.dancer.dsn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code dbi:mysql:database=web;host=db} and {@code dbi:MariaDB:…}, as DBD::mysql and DBD::MariaDB read them. */
final class MySqlDsn {
    private static final String MARIADB_DRIVER = "org.mariadb.jdbc.Driver";

    private MySqlDsn() {}

    static List<JdbcTarget> targets(String driver, Map<String, String> attributes) {
        ServerDsn server = ServerDsn.of(attributes);
        String socket = "";
        boolean encrypts = false;
        for (Map.Entry<String, String> each : server.more().entrySet()) {
            String option = each.getKey().replaceFirst("^(?:mysql|mariadb)_", "");
            if (option.equals(each.getKey())) {
                throw ServerDsn.unknown(each.getKey(), "MySQL");
            }
            switch (option) {
                case "socket" -> socket = each.getValue();
                case "ssl" -> encrypts = each.getValue().equals("1");
                case "read_default_file", "read_default_group" ->
                    throw new IllegalArgumentException("'" + each.getKey() + "' names a MySQL option file, which"
                            + " Carnet does not read; write its host, port and socket here, and its user and"
                            + " password as the settings user and password");
                default -> {
                    // How that driver works, not where the database is.
                }
            }
        }
        JdbcTarget mariaDb = mariaDb(server, socket, encrypts);
        // MySQL's driver has no unix sockets of its own.
        return driver.toLowerCase(Locale.ROOT).equals("mysql") && socket.isEmpty()
                ? Stream.of(mySql(server), mariaDb).toList()
                : List.of(mariaDb);
    }

    private static JdbcTarget mySql(ServerDsn server) {
        return new JdbcTarget(
                server.url("jdbc:mysql:", Map.of()), "com.mysql.cj.jdbc.Driver", server.user(), server.password());
    }

    /** Perl encrypts only when told to, MariaDB's driver unless told not to. */
    private static JdbcTarget mariaDb(ServerDsn server, String socket, boolean encrypts) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!encrypts || !socket.isEmpty()) {
            parameters.put("sslMode", "disable");
        }
        if (!socket.isEmpty()) {
            parameters.put("localSocket", socket);
        }
        return new JdbcTarget(
                server.url("jdbc:mariadb:", parameters), MARIADB_DRIVER, server.user(), server.password());
    }
}
