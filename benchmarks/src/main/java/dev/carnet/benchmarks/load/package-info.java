/** Puts the same load on every contender in turns, so that whatever else the machine does meets all of them alike. */
@NullMarked
package dev.carnet.benchmarks.load;

import org.jspecify.annotations.NullMarked;
