/** Objects that are shared: found, placed once, referred to, and read again, in circles too. */
@NullMarked
package dev.carnet.json.graph;

import org.jspecify.annotations.NullMarked;
