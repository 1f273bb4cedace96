/** Connections to the servers: clients, calls, deadlines, confirmations by replicas, and the interpretation of failures. */
@NullMarked
package dev.carnet.redis.connection;

import org.jspecify.annotations.NullMarked;
