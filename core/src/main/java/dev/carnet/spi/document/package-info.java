/** What a store builds on that keeps each session as one text: {@link dev.carnet.spi.document.DocumentStore}. */
@NullMarked
package dev.carnet.spi.document;

import org.jspecify.annotations.NullMarked;
