/** Access to the database: transactions, the product, the interpretation of failures, Carnet's own table. */
@NullMarked
package dev.carnet.jpa.database;

import org.jspecify.annotations.NullMarked;
