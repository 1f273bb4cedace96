/** The session handler for Jetty's web applications of Jakarta EE 11, and a configuration that gives it to every one. */
@NullMarked
package dev.carnet.jetty.ee11;

import org.jspecify.annotations.NullMarked;
