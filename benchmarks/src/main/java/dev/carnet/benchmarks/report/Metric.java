package dev.carnet.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** What a {@link Finding} is a figure of; those of a part are the columns of its table. */
public enum Metric {
    /** Rows that were deleted in a second. */
    SWEPT(Part.SWEEP, "rows a second", Unit.COUNT),
    CALM_P99(Part.SWEEP, "p99 of requests before", Unit.NANOSECONDS),
    SWEEPING_P99(Part.SWEEP, "p99 meanwhile", Unit.NANOSECONDS),
    FOUND(Part.FIND, "median", Unit.NANOSECONDS),
    FOUND_P99(Part.FIND, "p99", Unit.NANOSECONDS),
    HEAP_OF_TWO(Part.MEMORY, "over two attributes of 10 B", Unit.BYTES),
    HEAP_OF_TEN(Part.MEMORY, "over ten of 20 B", Unit.BYTES),
    STORED_OF_TWO(Part.STORED, "two attributes of 10 B", Unit.BYTES),
    STORED_OF_TEN(Part.STORED, "ten of 200 B", Unit.BYTES),
    ALL_ANSWERED(Part.TOGETHER, "until all are answered, median", Unit.NANOSECONDS),
    /** Of those that were answered as done. */
    LOST(Part.TOGETHER, "changes lost", Unit.SHARE),
    REFUSED(Part.TOGETHER, "answered by an error", Unit.SHARE),
    STARTED(Part.START, "median", Unit.NANOSECONDS);

    private enum Unit {
        COUNT,
        NANOSECONDS,
        BYTES,
        SHARE
    }

    private final Part part;
    private final String title;
    private final Unit unit;

    Metric(Part part, String title, Unit unit) {
        this.part = part;
        this.title = title;
        this.unit = unit;
    }

    /** Those of a part, in the order of its columns. */
    static List<Metric> of(Part part) {
        return Arrays.stream(values()).filter(each -> each.part == part).toList();
    }

    Part part() {
        return part;
    }

    String title() {
        return title;
    }

    /** A figure as people read it. */
    String format(double value) {
        return switch (unit) {
            case COUNT -> Figures.digits(value);
            case NANOSECONDS -> Figures.time(value);
            case BYTES -> Figures.size(value);
            case SHARE -> Figures.share(value);
        };
    }
}
