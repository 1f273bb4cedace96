/** {@code list} and {@code show}: the sessions of a store, and everything about one of them. */
@NullMarked
package dev.carnet.cli.list;

import org.jspecify.annotations.NullMarked;
