/** The session handler for Jetty's web applications of Jakarta EE 11, and how every one that is deployed gets it. */
@NullMarked
package dev.carnet.jetty.ee11;

import org.jspecify.annotations.NullMarked;
