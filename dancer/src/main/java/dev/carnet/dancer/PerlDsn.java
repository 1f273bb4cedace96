package dev.carnet.dancer;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, as Perl's DBI says it: {@code dbi:Pg:dbname=web;host=db}. Immutable.
 *
 * @param driver what stands behind {@code dbi:}
 * @param attributes what stands behind the driver: name in small letters to value, or all of it under the empty name
 */
record PerlDsn(String driver, Map<String, String> attributes) {
    private static final Pattern DSN =
            Pattern.compile("dbi:(\\w+)(?:\\([^)]*\\))?:(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public PerlDsn {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The DSN that a text is; empty if it is none of Perl's. */
    public static Optional<PerlDsn> of(String text) {
        Matcher dsn = DSN.matcher(text.strip());
        return dsn.matches() ? Optional.of(new PerlDsn(dsn.group(1), attributes(dsn.group(2)))) : Optional.empty();
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String each : text.contains("=") ? text.split(";") : new String[] {text}) {
            int equals = each.indexOf('=');
            attributes.put(
                    each.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT),
                    each.substring(equals + 1).strip());
        }
        return attributes;
    }

    /**
     * The JDBC URLs that lead to the same database, the usual driver's first; none for a database that Carnet does not know
     * in Perl. A MySQL server speaks to MariaDB's driver as well.
     *
     * @throws IllegalArgumentException if an attribute is missing, or is one that means nothing to JDBC
     */
    public List<String> jdbcUrls() {
        return switch (driver.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> List.of("jdbc:sqlite:" + file());
            case "mysql" -> List.of(PerlServer.of(attributes, "MySQL", "mysql_").url("jdbc:mysql:"), mariaDb());
            case "mariadb" -> List.of(mariaDb());
            case "pg" -> List.of(PerlServer.of(attributes, "PostgreSQL", "pg_").url("jdbc:postgresql:"));
            default -> List.of();
        };
    }

    /**
     * The URL among {@link #jdbcUrls} for which a driver is on the class path, or the first; empty for a driver of Perl's that
     * is unknown here.
     */
    Optional<String> reachableUrl() {
        List<String> urls = jdbcUrls();
        return urls.stream()
                .filter(PerlDsn::isReachable)
                .findFirst()
                .or(() -> urls.stream().findFirst());
    }

    private static boolean isReachable(String url) {
        try {
            return DriverManager.getDriver(url) != null;
        } catch (SQLException noDriver) {
            return false;
        }
    }

    /** As DBD::SQLite reads it; that driver's own options mean nothing here. */
    private String file() {
        String file = "";
        for (Map.Entry<String, String> each : attributes.entrySet()) {
            switch (each.getKey()) {
                case "", "dbname", "db", "database", "uri" -> file = each.getValue();
                default -> {
                    if (!each.getKey().startsWith("sqlite_")) {
                        throw new IllegalArgumentException("'" + each.getKey() + "' means nothing to SQLite");
                    }
                }
            }
        }
        return file;
    }

    /** Perl encrypts only when told to. */
    private String mariaDb() {
        boolean encrypts = attributes
                .getOrDefault("mariadb_ssl", attributes.getOrDefault("mysql_ssl", "0"))
                .equals("1");
        String url = PerlServer.of(attributes, "MariaDB", "mariadb_", "mysql_").url("jdbc:mariadb:");
        return encrypts ? url : url + "?sslMode=disable";
    }

    /** Without what an attribute may hold. */
    @Override
    public String toString() {
        return "PerlDsn[" + driver + "]";
    }
}
