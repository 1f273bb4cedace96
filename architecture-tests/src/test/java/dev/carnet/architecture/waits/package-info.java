/** How long a request can wait: the measurement behind the table in docs/operations.md. */
@NullMarked
package dev.carnet.architecture.waits;

import org.jspecify.annotations.NullMarked;
