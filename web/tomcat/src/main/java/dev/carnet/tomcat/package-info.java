/**
 * Carnet as Tomcat's session manager. The deployment of an application changes only by a
 * {@link dev.carnet.tomcat.CarnetManager} in its {@code <Context>}.
 */
@NullMarked
package dev.carnet.tomcat;

import org.jspecify.annotations.NullMarked;
