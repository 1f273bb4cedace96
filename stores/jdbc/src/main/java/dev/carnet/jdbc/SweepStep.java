package dev.carnet.jdbc;

import dev.carnet.spi.SweepQuery;

/**
 * What one batch of a sweep is to delete.
 *
 * @param query which sessions
 * @param from only those that expired at this instant or later, in milliseconds since 1970: what expired earlier is deleted
 *     already, and on PostgreSQL would be met again as long as an old snapshot is open
 * @param limit the most to delete
 */
record SweepStep(SweepQuery query, long from, int limit) {}
