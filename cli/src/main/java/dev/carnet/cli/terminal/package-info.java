/** What a command reads and prints: its shell, tables, progress, Ctrl-C and warnings. */
@NullMarked
package dev.carnet.cli.terminal;

import org.jspecify.annotations.NullMarked;
