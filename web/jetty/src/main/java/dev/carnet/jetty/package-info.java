/**
 * Jetty's own web applications over the session engine: what the handlers for Jakarta EE 11 and 10 have in common. An
 * application needs none of it; see {@link dev.carnet.jetty.ee11.CarnetSessionHandler}.
 */
@NullMarked
package dev.carnet.jetty;

import org.jspecify.annotations.NullMarked;
