/** What a session engine is told: times, ids, types. */
@NullMarked
package dev.carnet.options;

import org.jspecify.annotations.NullMarked;
