/** Records of sessions: read, merged, written, deleted for certain, and when they expire. */
@NullMarked
package dev.carnet.internal.record;

import org.jspecify.annotations.NullMarked;
