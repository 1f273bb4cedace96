/** The operator's command line: finds, shows, ends and sweeps sessions, and starts the demo. */
@NullMarked
package dev.carnet.cli;

import org.jspecify.annotations.NullMarked;
