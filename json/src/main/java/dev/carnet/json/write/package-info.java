/** Converts a value to tokens and a note. */
@NullMarked
package dev.carnet.json.write;

import org.jspecify.annotations.NullMarked;
