/** What is too short for a clock round every request: measured by JMH, in processes of its own. */
@NullMarked
package dev.carnet.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
