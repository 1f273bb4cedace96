package dev.carnet.redis.connection;

import java.time.Duration;

/**
 * Options for sending calls. Immutable.
 *
 * @param prefix what the keys begin with, which messages leave out
 * @param replicas how many replicas must confirm a write
 * @param replicaTimeout the longest wait for that
 * @param debug whether each command is logged
 */
public record LineOptions(String prefix, int replicas, Duration replicaTimeout, boolean debug) {}
