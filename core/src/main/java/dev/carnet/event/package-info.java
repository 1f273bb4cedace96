/** What the engine tells of sessions, for logs, audits and meters. */
@NullMarked
package dev.carnet.event;

import org.jspecify.annotations.NullMarked;
