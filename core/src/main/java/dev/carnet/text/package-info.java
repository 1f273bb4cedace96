/** How names and sentences stand in messages and logs. */
@NullMarked
package dev.carnet.text;

import org.jspecify.annotations.NullMarked;
