/** Configuration, opening, inspection and setup of a store. */
@NullMarked
package dev.carnet.spi.setup;

import org.jspecify.annotations.NullMarked;
