/** Options of a session engine: times, ids, types. */
@NullMarked
package dev.carnet.options;

import org.jspecify.annotations.NullMarked;
