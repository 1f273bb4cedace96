/** What can go wrong, each kind with its own exception. */
@NullMarked
package dev.carnet.error;

import org.jspecify.annotations.NullMarked;
