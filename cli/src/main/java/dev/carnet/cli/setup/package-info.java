/** {@code init} and {@code check}: writes a configuration and checks one. */
@NullMarked
package dev.carnet.cli.setup;

import org.jspecify.annotations.NullMarked;
