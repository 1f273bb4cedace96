/** Real database servers for tests, from packages on Maven Central: nothing needs to be installed. */
@NullMarked
package dev.carnet.testservers;

import org.jspecify.annotations.NullMarked;
