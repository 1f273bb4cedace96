/** Events for listeners and the log, the reachability of the store, and the sweeper. */
@NullMarked
package dev.carnet.internal.watch;

import org.jspecify.annotations.NullMarked;
