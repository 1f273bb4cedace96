/** SQL as each database speaks it, and statements in it. */
@NullMarked
package dev.carnet.jdbc.sql;

import org.jspecify.annotations.NullMarked;
