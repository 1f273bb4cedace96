/** What a request costs whose session the container keeps itself, a filter, or Carnet inside the container. */
@NullMarked
package dev.carnet.benchmarks.containers;

import org.jspecify.annotations.NullMarked;
