/** Sessions in a table of a SQL database, through JDBC: {@code session: DBI}. */
@NullMarked
package dev.carnet.jdbc;

import org.jspecify.annotations.NullMarked;
