/** How the engine works inside; exported to nobody. */
@NullMarked
package dev.carnet.internal;

import org.jspecify.annotations.NullMarked;
