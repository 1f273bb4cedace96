/** Dancer's configurations, and how a Java application shares or takes over the sessions that they name. */
@NullMarked
package dev.carnet.dancer;

import org.jspecify.annotations.NullMarked;
