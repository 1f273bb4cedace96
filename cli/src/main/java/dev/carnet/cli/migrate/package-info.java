/** {@code migrate}: moves sessions from one store to another. */
@NullMarked
package dev.carnet.cli.migrate;

import org.jspecify.annotations.NullMarked;
