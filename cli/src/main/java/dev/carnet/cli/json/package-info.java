/** JSON as the commands print and read it. */
@NullMarked
package dev.carnet.cli.json;

import org.jspecify.annotations.NullMarked;
