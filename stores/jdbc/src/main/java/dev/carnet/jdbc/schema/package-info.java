/** The required tables, and what a database lacks. */
@NullMarked
package dev.carnet.jdbc.schema;

import org.jspecify.annotations.NullMarked;
