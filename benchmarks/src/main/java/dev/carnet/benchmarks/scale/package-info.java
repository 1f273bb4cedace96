/** What operators' and sweepers' work costs among few and among very many sessions. */
@NullMarked
package dev.carnet.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
