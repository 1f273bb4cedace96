/** Text as the core writes and reads it. */
@NullMarked
package dev.carnet.internal.text;

import org.jspecify.annotations.NullMarked;
