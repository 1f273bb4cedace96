/** Carnet's exceptions, one for each kind of failure. */
@NullMarked
package dev.carnet.error;

import org.jspecify.annotations.NullMarked;
