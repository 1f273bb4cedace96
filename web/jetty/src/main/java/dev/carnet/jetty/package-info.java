/**
 * What the session handlers for Jetty's web applications of Jakarta EE 11 and 10 have in common. Applications do not need it;
 * see {@link dev.carnet.jetty.ee11.CarnetSessionHandler}.
 */
@NullMarked
package dev.carnet.jetty;

import org.jspecify.annotations.NullMarked;
