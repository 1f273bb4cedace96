/** What is told to listeners and the log, whether the store answers, and the sweeper. */
@NullMarked
package dev.carnet.internal.watch;

import org.jspecify.annotations.NullMarked;
