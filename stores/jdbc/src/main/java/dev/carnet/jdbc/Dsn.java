package dev.carnet.jdbc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    private static final Pattern PERL =
            Pattern.compile("dbi:(\\w+)(?:\\([^)]*\\))?:(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern BEGINNING = Pattern.compile("\\w*:?\\w*:?");
    private static final Pattern PASSWORD = Pattern.compile("(?i)((?:password|passwd|pwd)=|//[^/@:]*:)[^&;@]*");

    /** Throws {@link IllegalArgumentException} if the driver has no use for the URL. */
    Dsn {
        driver.check(url);
    }

    /** Throws {@link IllegalArgumentException} with what is allowed if the text is neither; none of a password is in it. */
    static Dsn parse(String text) {
        String dsn = text.strip();
        Matcher perl = PERL.matcher(dsn);
        boolean isPerl = perl.matches();
        for (JdbcDriver each : JdbcDriver.values()) {
            String prefix = each.prefix();
            if (dsn.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return new Dsn(each, prefix + dsn.substring(prefix.length()));
            }
            if (isPerl && each.perlName().equalsIgnoreCase(perl.group(1))) {
                JdbcDriver driver = each.orSubstitute();
                return new Dsn(driver, driver.url(attributes(perl.group(2))));
            }
        }
        Matcher beginning = BEGINNING.matcher(dsn);
        throw new IllegalArgumentException("a DSN that begins with '" + (beginning.lookingAt() ? beginning.group() : "")
                + "' names no database that DBI knows; allowed is " + ALLOWED);
    }

    private static Map<String, String> attributes(String perl) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String each : perl.contains("=") ? perl.split(";") : new String[] {perl}) {
            int equals = each.indexOf('=');
            attributes.put(
                    each.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT),
                    each.substring(equals + 1).strip());
        }
        return attributes;
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
        return mask(url);
    }

    /** A text that may quote a URL, the password in it masked. */
    static String mask(String text) {
        return PASSWORD.matcher(text).replaceAll("$1***");
    }
}
