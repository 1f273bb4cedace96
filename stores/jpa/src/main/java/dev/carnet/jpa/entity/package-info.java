/** Which entity keeps sessions, and in which of its attributes; Carnet's own entities. */
@NullMarked
package dev.carnet.jpa.entity;

import org.jspecify.annotations.NullMarked;
