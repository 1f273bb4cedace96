/** {@code man} and {@code completion}: the manual page, and completion for shells. */
@NullMarked
package dev.carnet.cli.manual;

import org.jspecify.annotations.NullMarked;
