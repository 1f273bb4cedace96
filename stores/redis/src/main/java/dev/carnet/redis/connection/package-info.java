/** The way to the servers: clients, calls, deadlines, replicas that confirm, and what a failure means. */
@NullMarked
package dev.carnet.redis.connection;

import org.jspecify.annotations.NullMarked;
