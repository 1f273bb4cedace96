/** Requests and responses without a server: as little as filters and the application ask of them. */
@NullMarked
package dev.carnet.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
