/** The program {@code carnet}, an operator's command line: its main class, which knows all commands, and its streams. */
@NullMarked
package dev.carnet.cli;

import org.jspecify.annotations.NullMarked;
