/** Sessions on the heap of this process. */
@NullMarked
package dev.carnet.memory;

import org.jspecify.annotations.NullMarked;
