/**
 * The interfaces that stores, codecs and their providers implement. Applications do not need them.
 *
 * <p>The boundary between the engine and a store: above it are objects, deltas, expiry rules, retries and ids; below it
 * bytes, keys and times.
 */
@NullMarked
package dev.carnet.spi;

import org.jspecify.annotations.NullMarked;
