/** Sessions in a table of a SQL database, through JDBC: {@code session: JDBC}. */
@NullMarked
package dev.carnet.jdbc;

import org.jspecify.annotations.NullMarked;
