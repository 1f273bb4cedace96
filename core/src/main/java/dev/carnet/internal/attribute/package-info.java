/** A session's attributes: decoded when asked for, and what of them changed. */
@NullMarked
package dev.carnet.internal.attribute;

import org.jspecify.annotations.NullMarked;
