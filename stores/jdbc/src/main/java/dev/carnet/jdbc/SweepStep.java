package dev.carnet.jdbc;

import dev.carnet.spi.SweepQuery;

/**
 * One batch of a sweep.
 *
 * @param query the sessions to delete
 * @param from only those that expired at or after this time, in milliseconds since 1970: earlier ones are already
 *     deleted, and PostgreSQL would scan their dead rows again as long as an old snapshot is open
 * @param limit the maximum number of deletions
 */
record SweepStep(SweepQuery query, long from, int limit) {}
