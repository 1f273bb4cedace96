/** The console: pages in which an operator sees, searches, ends and sweeps the sessions of any store. */
@NullMarked
package dev.carnet.console;

import org.jspecify.annotations.NullMarked;
