/** The SQL dialects, and statements. */
@NullMarked
package dev.carnet.jdbc.sql;

import org.jspecify.annotations.NullMarked;
