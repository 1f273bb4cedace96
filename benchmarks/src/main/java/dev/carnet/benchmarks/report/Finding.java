package dev.carnet.benchmarks.report;

/**
 * One figure that a part of a run found out.
 *
 * @param place where sessions were kept
 * @param contender by whom
 */
public record Finding(Metric metric, String place, String contender, double value) {
    /** The contender that sweeps as stores do which load each expired session and delete it. */
    public static final String LOAD_AND_DELETE = "load and delete each";
}
