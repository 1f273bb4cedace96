package dev.carnet.spi.setup;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes passwords in URLs from messages. */
public final class Passwords {
    /**
     * As a parameter; between {@code //user:} and the last @ of the authority; behind {@code //host:} where no port stands; in
     * {@code user:password@host} and {@code user/password@host} without a scheme.
     */
    private static final Pattern PASSWORD = Pattern.compile("(?i)((?:password|passwd|pwd)=)[^&;]*"
            + "|(//[^/@:\\s]*:)[^\\s?]*(?=@)"
            + "|(//(?!\\[)[^/@:\\s]*:)(?!\\d{1,5}(?:[^\\w@]|$))[^&;\\s]*"
            + "|(?<![\\w/:])([\\w.-]+:)[^\\s@/]*(?=@)"
            + "|([\\w.-]+/)[^\\s@/:?=&]+(?=@)");

    private static final Pattern AUTHORITY = Pattern.compile("(?i)jdbc:[\\w:+]*?//([^/?]*)");
    private static final Pattern HOST = Pattern.compile("(?:\\[[^\\]@]*]|[^:@\\[\\]]*)(?::\\d*)?|.*[()].*");

    private Passwords() {}

    /** Masks the passwords in a text that may contain a URL or a DSN. */
    public static String mask(String text) {
        return PASSWORD.matcher(text).replaceAll("$1$2$3$4$5***");
    }

    /** Whether the authority of a JDBC URL contains more than hosts and ports, such as {@code user:password@host}. */
    public static boolean standBeforeHost(String jdbcUrl) {
        Matcher authority = AUTHORITY.matcher(jdbcUrl);
        return authority.lookingAt()
                && Arrays.stream(authority.group(1).split(",", -1))
                        .anyMatch(host -> !HOST.matcher(host).matches());
    }
}
