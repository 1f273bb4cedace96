/** Sessions as hashes in Redis: {@code session: Redis}. */
@NullMarked
package dev.carnet.redis;

import org.jspecify.annotations.NullMarked;
