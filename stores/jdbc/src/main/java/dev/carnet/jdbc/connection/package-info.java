/** Connections to the database: drivers, the pool, failovers, and what a failure means. */
@NullMarked
package dev.carnet.jdbc.connection;

import org.jspecify.annotations.NullMarked;
