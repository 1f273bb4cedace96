package dev.carnet.benchmarks.scale;

import dev.carnet.benchmarks.report.Figures;
import java.util.Locale;

/** What a place counts, or what is measured where it counts nothing. */
enum Effort {
    /** Statements or commands that the server carried out, those in scripts too. */
    COMMANDS("commands"),
    ROWS("rows"),
    PAGES("pages"),
    SENT("bytes sent"),
    ALLOCATED("bytes allocated"),
    /** Of the server, in microseconds. */
    PROCESSOR("processor time"),
    /** From call to return, in microseconds. */
    TIME("time");

    private static final double KILO = 1000;

    private final String title;

    Effort(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** With what is counted, as part of a sentence. */
    String told(double value) {
        return switch (this) {
            case COMMANDS, ROWS, PAGES ->
                format(value) + " " + (value == 1 ? title.substring(0, title.length() - 1) : title);
            case SENT -> format(value) + " sent";
            case ALLOCATED -> format(value) + " allocated";
            case PROCESSOR -> format(value) + " of processor time";
            case TIME -> "in " + format(value);
        };
    }

    String format(double value) {
        return switch (this) {
            case SENT, ALLOCATED ->
                value < KILO * KILO ? Figures.size(value) : Figures.digits(value / KILO / KILO) + " MB";
            case PROCESSOR, TIME ->
                value < KILO * KILO ? Figures.time(value * KILO) : Figures.digits(value / KILO / KILO) + " s";
            default -> value == 0 ? "0" : String.format(Locale.ROOT, "%,.0f", value);
        };
    }
}
