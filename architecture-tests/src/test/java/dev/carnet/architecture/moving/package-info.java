/** A fallback between stores that keep sessions in different servers. */
package dev.carnet.architecture.moving;
