/** The base of decorators: what stands around a store, such as meters, a cache or a second store. */
@NullMarked
package dev.carnet.spi.decorate;

import org.jspecify.annotations.NullMarked;
