/** CDI's session scope in sessions of Carnet's, for containers whose own sessions these are. */
@NullMarked
package dev.carnet.web.cdi;

import org.jspecify.annotations.NullMarked;
