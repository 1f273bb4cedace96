package dev.carnet.internal.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses durations as people write them: {@code 1800}, {@code "30 minutes"}, {@code "+2h"}, {@code "1 day 6 hours"} or
 * ISO 8601's {@code "PT30M"}. The units and their spellings are Dancer's, where {@code m} is a minute, {@code M} a month
 * of 30 days and {@code y} a year of 365.
 */
public final class DurationWords {
    /** What is allowed, for messages. */
    public static final String ALLOWED = "seconds, or words such as \"30 minutes\", \"12 hours\", \"2 days\", \"+2h\"";

    private static final Pattern PART =
            Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([A-Za-z]+)\\s*,?\\s*(?:and\\s+)?");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("ms", Duration.ofMillis(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("sec", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hr", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("w", Duration.ofDays(7)),
            Map.entry("week", Duration.ofDays(7)),
            Map.entry("month", Duration.ofDays(30)),
            Map.entry("mon", Duration.ofDays(30)),
            Map.entry("y", Duration.ofDays(365)),
            Map.entry("year", Duration.ofDays(365)));

    private DurationWords() {}

    /** Reads one; throws {@link IllegalArgumentException} saying what it does not understand. */
    public static Duration parse(String text) {
        String words = text.strip();
        if (words.startsWith("+")) {
            words = words.substring(1).strip();
        }
        if (words.matches("\\d{1,12}")) {
            return Duration.ofSeconds(Long.parseLong(words));
        }
        if (words.matches("(?i)PT?[0-9].*")) {
            return iso(words);
        }
        Matcher part = PART.matcher(words);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < words.length()) {
            if (!part.find(end) || part.start() != end) {
                throw notUnderstood(text);
            }
            sum = sum.plus(times(part.group(1), unit(part.group(2), text), text));
            end = part.end();
        }
        if (end == 0) {
            throw notUnderstood(text);
        }
        return sum;
    }

    private static Duration times(String count, Duration unit, String text) {
        try {
            return Duration.ofMillis(new BigDecimal(count)
                    .multiply(BigDecimal.valueOf(unit.toMillis()))
                    .toBigInteger()
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is out of range", e);
        }
    }

    private static Duration iso(String text) {
        try {
            Duration parsed = Duration.parse(text);
            if (parsed.isNegative()) {
                throw notUnderstood(text);
            }
            return parsed;
        } catch (DateTimeParseException e) {
            throw notUnderstood(text);
        }
    }

    private static Duration unit(String word, String text) {
        if (word.equals("M")) {
            return Duration.ofDays(30);
        }
        String singular = word.toLowerCase(Locale.ROOT);
        Duration unit = UNITS.get(singular);
        if (unit == null && singular.length() > 2 && singular.endsWith("s")) {
            unit = UNITS.get(singular.substring(0, singular.length() - 1));
        }
        if (unit == null) {
            throw notUnderstood(text);
        }
        return unit;
    }

    private static IllegalArgumentException notUnderstood(String text) {
        return new IllegalArgumentException("'" + text.strip() + "' is not a duration");
    }
}
