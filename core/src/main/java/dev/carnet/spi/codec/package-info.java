/** How attributes become bytes: what a codec implements. */
@NullMarked
package dev.carnet.spi.codec;

import org.jspecify.annotations.NullMarked;
