/** Sessions that another framework keeps whole in cookies, and that the engine takes over. */
@NullMarked
package dev.carnet.spi.carried;

import org.jspecify.annotations.NullMarked;
