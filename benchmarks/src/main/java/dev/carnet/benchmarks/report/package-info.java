/** Makes a page of what was measured. */
@NullMarked
package dev.carnet.benchmarks.report;

import org.jspecify.annotations.NullMarked;
