/** {@code session: MongoDB}: sessions as documents, with MongoDB's own driver. */
@NullMarked
package dev.carnet.mongodb;

import org.jspecify.annotations.NullMarked;
