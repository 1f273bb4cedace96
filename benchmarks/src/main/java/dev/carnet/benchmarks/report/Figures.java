package dev.carnet.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them, with no more digits than were measured. */
public final class Figures {
    private static final double KILO = 1000;

    private Figures() {}

    /** {@code 1.07x}, {@code 23x}; a dash for none. */
    public static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? ratio(ratio.getAsDouble()) : "–";
    }

    /** {@code 1.07x}, {@code 23x}. */
    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 2 ? "%.2fx" : ratio < 10 ? "%.1fx" : "%.0fx", ratio);
    }

    /** {@code 2.3 µs}, {@code 41 µs}, {@code 1.2 ms}. */
    public static String time(double nanos) {
        double micros = nanos / KILO;
        return micros < KILO ? digits(micros) + " µs" : digits(micros / KILO) + " ms";
    }

    /** {@code 420 B}, {@code 7.2 KB}: of 1,000 bytes. */
    public static String size(double bytes) {
        return bytes < KILO ? digits(bytes) + " B" : digits(bytes / KILO) + " KB";
    }

    /** {@code 4.2 %}, {@code none}. */
    public static String share(double share) {
        return share == 0 ? "none" : digits(share * 100) + " %";
    }

    /** {@code 0.42}, {@code 4.2}, {@code 42}, {@code 4,200}. */
    public static String digits(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.2f" : number < 10 ? "%.1f" : "%,.0f", number);
    }
}
