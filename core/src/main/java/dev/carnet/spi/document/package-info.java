/** Base classes for stores that keep each session as one text: {@link dev.carnet.spi.document.DocumentStore}. */
@NullMarked
package dev.carnet.spi.document;

import org.jspecify.annotations.NullMarked;
