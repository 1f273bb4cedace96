/** The persistence unit that settings lead to. */
@NullMarked
package dev.carnet.jpa.unit;

import org.jspecify.annotations.NullMarked;
