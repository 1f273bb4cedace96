/** What is the state of an application's object, and whether all of it comes back. */
@NullMarked
package dev.carnet.json.state;

import org.jspecify.annotations.NullMarked;
