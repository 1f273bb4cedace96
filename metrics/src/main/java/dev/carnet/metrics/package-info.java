/** Metrics of sessions and their store. */
@NullMarked
package dev.carnet.metrics;

import org.jspecify.annotations.NullMarked;
