package dev.carnet.jdbc.connection;

import dev.carnet.spi.setup.Passwords;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of the database, from a JDBC URL.
 *
 * @param driver its driver
 * @param url the URL; may contain a password, which {@link #toString()} masks
 */
public record Dsn(JdbcDriver driver, String url) {
    /** What is allowed, to complete "allowed is ...". */
    public static final String ALLOWED = "jdbc:sqlite:FILE, jdbc:mariadb://HOST/DATABASE,"
            + " jdbc:mysql://HOST/DATABASE, jdbc:postgresql://HOST/DATABASE, jdbc:h2:FILE";

    private static final String PERL =
            "a Perl DSN needs carnet-dancer on the class path, and the line 'dancer: share', 'dancer: take-over' or"
                    + " 'dancer: new' in the configuration";

    /** Whatever else it begins with may be a user and a password. */
    private static final Pattern BEGINNING = Pattern.compile("(?:jdbc|dbi):\\w*", Pattern.CASE_INSENSITIVE);

    /** Throws {@link IllegalArgumentException} if the driver has no use for the URL. */
    public Dsn {
        driver.check(url);
    }

    /**
     * Throws {@link IllegalArgumentException} with the allowed forms if the text is not such a URL; the message
     * contains no password.
     */
    public static Dsn parse(String text) {
        String url = text.strip();
        return ofUrl(url).orElseThrow(() -> new IllegalArgumentException(problem(url)));
    }

    private static String problem(String url) {
        Matcher beginning = BEGINNING.matcher(url);
        String found = beginning.lookingAt() ? "'" + beginning.group() + "'" : "no 'jdbc:'";
        return "a text that begins with " + found + " is not a URL of a supported database; allowed is " + ALLOWED
                + (found.regionMatches(true, 1, "dbi:", 0, 4) ? "; " + PERL : "");
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
    public Optional<SqliteFile> file() {
        return driver.file(url);
    }

    public boolean isInMemory() {
        return driver.isInMemory(url);
    }

    /** Whether the database is part of this process and made by it. */
    public boolean isEmbedded() {
        return driver.isEmbedded(url);
    }

    /** The URL, its password masked. */
    @Override
    public String toString() {
        return Passwords.mask(url);
    }
}
