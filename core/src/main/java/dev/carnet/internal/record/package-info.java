/** Records of sessions: reading, merging, writing, reliable deletion, and expiry. */
@NullMarked
package dev.carnet.internal.record;

import org.jspecify.annotations.NullMarked;
