/**
 * Carnet as Tomcat's own session manager: {@link dev.carnet.tomcat.CarnetManager} in a {@code <Context>} is all that an
 * application's deployment changes.
 */
@NullMarked
package dev.carnet.tomcat;

import org.jspecify.annotations.NullMarked;
