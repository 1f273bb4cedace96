/** Who takes part: Carnet, its peers, and the bare driver as the floor that nobody can be faster than. */
@NullMarked
package dev.carnet.benchmarks.contenders;

import org.jspecify.annotations.NullMarked;
