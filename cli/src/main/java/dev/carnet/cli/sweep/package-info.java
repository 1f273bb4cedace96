/** {@code sweep}: deletes expired and foreign sessions. */
@NullMarked
package dev.carnet.cli.sweep;

import org.jspecify.annotations.NullMarked;
