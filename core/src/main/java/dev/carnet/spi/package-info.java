/**
 * What a store, a codec or their providers implement. Applications need none of it.
 *
 * <p>The line between the engine and a store: above it objects, deltas, expiry rules, retries and ids; below it bytes,
 * keys and instants.
 */
@NullMarked
package dev.carnet.spi;

import org.jspecify.annotations.NullMarked;
