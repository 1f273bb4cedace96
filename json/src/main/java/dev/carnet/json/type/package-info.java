/** The types that a note can name: scalars, containers, the application's classes, and what adapters make. */
@NullMarked
package dev.carnet.json.type;

import org.jspecify.annotations.NullMarked;
