/** {@code session: JPA}: sessions as an entity of an application's own schema, through Jakarta Persistence. */
@NullMarked
package dev.carnet.jpa;

import org.jspecify.annotations.NullMarked;
