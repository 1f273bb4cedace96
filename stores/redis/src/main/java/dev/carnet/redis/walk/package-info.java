/** Walks through names that a server of Redis gives some at a time. */
@NullMarked
package dev.carnet.redis.walk;

import org.jspecify.annotations.NullMarked;
