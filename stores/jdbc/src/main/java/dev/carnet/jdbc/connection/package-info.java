/** Connections to the database: drivers, the pool, failovers, and the interpretation of failures. */
@NullMarked
package dev.carnet.jdbc.connection;

import org.jspecify.annotations.NullMarked;
