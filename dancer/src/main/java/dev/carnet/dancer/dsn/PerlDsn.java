package dev.carnet.dancer.dsn;

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
public record PerlDsn(String driver, Map<String, String> attributes) {
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
     * The same database for JDBC: through a driver that is on the class path, else through the usual one.
     *
     * @throws IllegalArgumentException if Carnet does not know the database in Perl, an attribute is missing, or one means
     *     nothing to JDBC; the message says what to write instead
     */
    public JdbcTarget target() {
        List<JdbcTarget> targets = targets();
        return targets.stream().filter(JdbcTarget::isReachable).findFirst().orElse(targets.get(0));
    }

    /** The usual driver's first. A MySQL server speaks to MariaDB's driver as well. */
    List<JdbcTarget> targets() {
        return switch (driver.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> List.of(sqlite());
            case "mysql", "mariadb" -> MySqlDsn.targets(driver, attributes);
            case "pg" -> List.of(PostgresDsn.target(attributes));
            default ->
                throw new IllegalArgumentException("Carnet does not support Perl's driver '" + driver
                        + "'; it supports dbi:SQLite, dbi:MariaDB, dbi:mysql and dbi:Pg; or give a JDBC URL");
        };
    }

    /** As DBD::SQLite reads it; that driver's own options mean nothing here. */
    private JdbcTarget sqlite() {
        String file = "";
        for (Map.Entry<String, String> each : attributes.entrySet()) {
            switch (each.getKey()) {
                case "", "dbname", "db", "database", "uri" -> file = each.getValue();
                default -> {
                    if (!each.getKey().startsWith("sqlite_")) {
                        throw new IllegalArgumentException("'" + each.getKey() + "' is not an option of SQLite");
                    }
                }
            }
        }
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the file is missing; write dbi:SQLite:dbname=FILE");
        }
        return new JdbcTarget("jdbc:sqlite:" + file, "org.sqlite.JDBC", Optional.empty(), Optional.empty());
    }

    /** Without what an attribute may hold. */
    @Override
    public String toString() {
        return "PerlDsn[" + driver + "]";
    }
}
