package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;

/**
 * What a server counted.
 *
 * @param statements it was asked for a request
 */
public record Count(String place, String contender, Operation operation, double statements) {}
