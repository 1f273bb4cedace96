/** What is measured besides requests in turns, a class for each part. */
@NullMarked
package dev.carnet.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
