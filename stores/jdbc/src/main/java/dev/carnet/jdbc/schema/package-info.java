/** Tables as Carnet wants them, and what a database lacks of that. */
@NullMarked
package dev.carnet.jdbc.schema;

import org.jspecify.annotations.NullMarked;
