/** Encryption at rest: stored values cannot be read without the key, nor moved to another session. */
@NullMarked
package dev.carnet.encryption;

import org.jspecify.annotations.NullMarked;
