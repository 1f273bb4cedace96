/**
 * What Carnet costs, beside its peers and beside the bare driver: contenders that keep the sessions of one application,
 * the sites that serve it, and the load that is put on them in turns.
 */
@NullMarked
package dev.carnet.benchmarks;

import org.jspecify.annotations.NullMarked;
