/** The types that a note can name: scalars, containers, the application's classes, and adapted classes. */
@NullMarked
package dev.carnet.json.type;

import org.jspecify.annotations.NullMarked;
