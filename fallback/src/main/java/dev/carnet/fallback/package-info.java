/** A store with another one behind it, from which sessions move over. */
@NullMarked
package dev.carnet.fallback;

import org.jspecify.annotations.NullMarked;
