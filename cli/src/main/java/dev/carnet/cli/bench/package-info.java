/** {@code bench}: measures a store under load. */
@NullMarked
package dev.carnet.cli.bench;

import org.jspecify.annotations.NullMarked;
