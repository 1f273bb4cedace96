/** The console as a server of its own, in a Tomcat that comes along. */
@NullMarked
package dev.carnet.console.server;

import org.jspecify.annotations.NullMarked;
