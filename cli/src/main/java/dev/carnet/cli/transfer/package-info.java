/** {@code export} and {@code import}: sessions as lines of a file. */
@NullMarked
package dev.carnet.cli.transfer;

import org.jspecify.annotations.NullMarked;
