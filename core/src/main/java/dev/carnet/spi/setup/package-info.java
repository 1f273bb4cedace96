/** How a store is configured, opened, checked and made ready. */
@NullMarked
package dev.carnet.spi.setup;

import org.jspecify.annotations.NullMarked;
