package dev.carnet.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats times, durations, sizes and numbers for people. */
public final class Words {
    /** Stands for no end in a store; the SPI, which says so, is built on this package. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private static final Duration YEAR = Duration.ofDays(365);
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
    private static final int KILO = 1024;

    private Words() {}

    /** The time since or until an instant, in one unit, rounded down. */
    public static String relative(Instant instant, Instant now) {
        if (instant.equals(NEVER)) {
            return "never";
        }
        if (instant.equals(Instant.EPOCH)) {
            return "unknown";
        }
        Duration distance = Duration.between(now, instant);
        if (distance.abs().toSeconds() == 0) {
            return "now";
        }
        return distance.isNegative() ? oneUnit(distance.negated()) + " ago" : "in " + oneUnit(distance);
    }

    /** A duration in its largest unit, rounded down. */
    public static String oneUnit(Duration duration) {
        if (duration.compareTo(YEAR) >= 0) {
            return duration.toDays() / YEAR.toDays() + " y";
        }
        if (duration.toDays() > 0) {
            return duration.toDays() + " d";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    /** A duration in full: {@code 1 h 30 min}. */
    public static String exactly(Duration duration) {
        List<String> parts = new ArrayList<>();
        part(parts, duration.toDays(), "d");
        part(parts, duration.toHoursPart(), "h");
        part(parts, duration.toMinutesPart(), "min");
        part(parts, duration.toSecondsPart(), "s");
        part(parts, duration.toMillisPart(), "ms");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    /**
     * Like {@link #exactly}, for a duration that may be missing.
     *
     * @param none the text if it is missing
     */
    public static String exactly(@Nullable Duration duration, String none) {
        return duration == null ? none : exactly(duration);
    }

    private static void part(List<String> parts, long count, String unit) {
        if (count != 0) {
            parts.add(count + " " + unit);
        }
    }

    /** A size in bytes; see {@link #size(double)}. */
    public static String size(long bytes) {
        return size((double) bytes);
    }

    /** A size in the largest unit of which it has at least one, with a decimal if that adds information: {@code 1.5 KB}. */
    public static String size(double bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= KILO && unit < BYTES.length - 1) {
            size /= KILO;
            unit++;
        }
        return decimal(size, size < 10 ? "0.#" : "0") + " " + BYTES[unit];
    }

    /** A number by a pattern of {@link DecimalFormat}, with a full stop as the decimal point. */
    public static String decimal(double number, String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** {@code 1,200}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things: {@code 1 session}, {@code 1,200 sessions}. */
    public static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** A duration in milliseconds. */
    public static String millis(double millis) {
        return decimal(millis, millis < 10 ? "0.0" : "#,##0") + " ms";
    }
}
