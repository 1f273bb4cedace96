/** {@code key} and {@code reencrypt}: creates keys and replaces them. */
@NullMarked
package dev.carnet.cli.encryption;

import org.jspecify.annotations.NullMarked;
