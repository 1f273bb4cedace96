/** The session handler for Jetty's web applications of Jakarta EE 10, and how every one that is deployed gets it. */
@NullMarked
package dev.carnet.jetty.ee10;

import org.jspecify.annotations.NullMarked;
