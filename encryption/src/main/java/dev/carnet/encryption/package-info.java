/** Encryption at rest: what a store holds is unreadable without the key, and cannot be moved to another session. */
@NullMarked
package dev.carnet.encryption;

import org.jspecify.annotations.NullMarked;
