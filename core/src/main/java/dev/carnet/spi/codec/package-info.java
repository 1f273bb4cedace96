/** The encoding of attributes: the interfaces that a codec implements. */
@NullMarked
package dev.carnet.spi.codec;

import org.jspecify.annotations.NullMarked;
