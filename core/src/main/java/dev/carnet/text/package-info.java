/** Formatting of names and sentences in messages and logs. */
@NullMarked
package dev.carnet.text;

import org.jspecify.annotations.NullMarked;
