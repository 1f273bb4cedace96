package dev.carnet.jdbc;

import dev.carnet.spi.setup.Passwords;
import dev.carnet.spi.setup.PerlDsn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is, from a JDBC URL or from a Perl DSN such as {@code dbi:SQLite:dbname=web.db}.
 *
 * @param driver the driver that goes there
 * @param url its URL; may hold a password, which {@link #toString()} masks
 */
record Dsn(JdbcDriver driver, String url) {
    /** What is allowed, to complete "allowed is ...". */
    static final String ALLOWED = "jdbc:sqlite:FILE, jdbc:mariadb://HOST/DATABASE,"
            + " jdbc:mysql://HOST/DATABASE, jdbc:postgresql://HOST/DATABASE, jdbc:h2:FILE or, as in Perl,"
            + " dbi:SQLite:dbname=FILE, dbi:MariaDB:database=NAME;host=HOST, dbi:mysql:database=NAME;host=HOST,"
            + " dbi:Pg:dbname=NAME;host=HOST";

    /** Whatever else it begins with may be a user and a password. */
    private static final Pattern BEGINNING = Pattern.compile("(?:jdbc|dbi):\\w*", Pattern.CASE_INSENSITIVE);

    /** Throws {@link IllegalArgumentException} if the driver has no use for the URL. */
    Dsn {
        driver.check(url);
    }

    /** Throws {@link IllegalArgumentException} with what is allowed if the text is neither; none of a password is in it. */
    static Dsn parse(String text) {
        String dsn = text.strip();
        List<Dsn> reached = PerlDsn.of(dsn).map(PerlDsn::jdbcUrls).orElse(List.of(dsn)).stream()
                .flatMap(url -> ofUrl(url).stream())
                .toList();
        if (reached.isEmpty()) {
            Matcher beginning = BEGINNING.matcher(dsn);
            throw new IllegalArgumentException("a DSN that begins with "
                    + (beginning.lookingAt() ? "'" + beginning.group() + "'" : "neither 'jdbc:' nor 'dbi:'")
                    + " names no database that DBI knows; allowed is "
                    + ALLOWED);
        }
        return reached.stream()
                .filter(each -> each.driver().isPresent())
                .findFirst()
                .orElse(reached.get(0));
    }

    private static Optional<Dsn> ofUrl(String url) {
        return Arrays.stream(JdbcDriver.values())
                .filter(each -> url.regionMatches(
                        true, 0, each.prefix(), 0, each.prefix().length()))
                .map(each -> new Dsn(
                        each, each.prefix() + url.substring(each.prefix().length())))
                .findFirst();
    }

    /** The file, if the database is one. */
    Optional<SqliteFile> file() {
        return driver.file(url);
    }

    boolean isInMemory() {
        return driver.isInMemory(url);
    }

    /** The URL, its password masked. */
    @Override
    public String toString() {
        return Passwords.mask(url);
    }
}
