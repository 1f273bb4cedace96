/** Determines the state of an application's object, and whether all of it can be restored. */
@NullMarked
package dev.carnet.json.state;

import org.jspecify.annotations.NullMarked;
