/** Writes and parses the note of a stored value: the type information that the form does not express. */
@NullMarked
package dev.carnet.json.note;

import org.jspecify.annotations.NullMarked;
