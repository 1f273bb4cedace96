/** Events of sessions, for logs, audits and metrics. */
@NullMarked
package dev.carnet.event;

import org.jspecify.annotations.NullMarked;
