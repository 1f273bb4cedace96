/** Statements on the entity, and the rows that they give. */
@NullMarked
package dev.carnet.jpa.query;

import org.jspecify.annotations.NullMarked;
