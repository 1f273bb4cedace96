/** {@code demo} and {@code console}: servers that run until Ctrl-C. */
@NullMarked
package dev.carnet.cli.serve;

import org.jspecify.annotations.NullMarked;
