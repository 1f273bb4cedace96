/** {@code stats}: counts, histograms and the most frequent users. */
@NullMarked
package dev.carnet.cli.statistics;

import org.jspecify.annotations.NullMarked;
