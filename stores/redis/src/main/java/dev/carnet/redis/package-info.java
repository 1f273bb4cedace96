/** Sessions in Redis, a hash each: {@code session: Redis}. */
@NullMarked
package dev.carnet.redis;

import org.jspecify.annotations.NullMarked;
