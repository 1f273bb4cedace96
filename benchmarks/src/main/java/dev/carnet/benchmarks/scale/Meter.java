package dev.carnet.benchmarks.scale;

import java.util.Map;

/** Tells how much effort a place has made so far; only differences mean something. */
@FunctionalInterface
interface Meter {
    Map<Effort, Double> read();
}
