/** {@code watch}: what happens to sessions, as it happens. */
@NullMarked
package dev.carnet.cli.watch;

import org.jspecify.annotations.NullMarked;
