/**
 * An application whose sessions Carnet keeps, to look at and to copy from. Begin with {@link dev.carnet.demo.DemoApplication}
 * and {@link dev.carnet.demo.Routes}.
 */
@NullMarked
package dev.carnet.demo;

import org.jspecify.annotations.NullMarked;
