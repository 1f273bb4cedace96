/** The way to the database: transactions, which product it is, what its failures mean, the ready table. */
@NullMarked
package dev.carnet.jpa.database;

import org.jspecify.annotations.NullMarked;
