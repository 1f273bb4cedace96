/** Which sessions a command is about, and their values. */
@NullMarked
package dev.carnet.cli.selection;

import org.jspecify.annotations.NullMarked;
