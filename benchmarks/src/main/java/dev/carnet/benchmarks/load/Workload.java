package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;

/**
 * What contenders are compared at.
 *
 * @param operation what each request does
 * @param threads so many requests are under way at once
 * @param payload what a session holds
 */
public record Workload(Operation operation, int threads, Payload payload) {}
