/** Converts tokens and a note to a value. */
@NullMarked
package dev.carnet.json.read;

import org.jspecify.annotations.NullMarked;
