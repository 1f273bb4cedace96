package dev.carnet.benchmarks.load;

/**
 * What one contender did in one turn.
 *
 * @param requests so many were answered
 * @param nanos a request took on average
 * @param median half of the requests took no longer, in nanoseconds
 * @param p99 of a hundred requests one took longer, in nanoseconds
 * @param cpuNanos of this process went into a request, on average
 * @param bytes were allocated by the thread that made a request, on average
 */
public record Slice(long requests, double nanos, double median, double p99, double cpuNanos, double bytes) {}
