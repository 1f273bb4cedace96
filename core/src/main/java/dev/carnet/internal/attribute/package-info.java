/** A session's attributes: lazy decoding and change detection. */
@NullMarked
package dev.carnet.internal.attribute;

import org.jspecify.annotations.NullMarked;
