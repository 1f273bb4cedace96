/** A map that keeps the bytes of all its values in one array. */
@NullMarked
package dev.carnet.internal.packed;

import org.jspecify.annotations.NullMarked;
