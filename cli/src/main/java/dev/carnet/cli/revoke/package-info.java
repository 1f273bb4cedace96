/** {@code revoke} and {@code erase}: ends sessions by name or by user. */
@NullMarked
package dev.carnet.cli.revoke;

import org.jspecify.annotations.NullMarked;
