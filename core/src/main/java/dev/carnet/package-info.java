/**
 * The user's API: a {@link dev.carnet.SessionEngine} creates, retrieves, flushes and destroys {@link
 * dev.carnet.Session}s.
 *
 * <p>Nothing here accepts or returns {@code null} unless marked {@code @Nullable}.
 */
@NullMarked
package dev.carnet;

import org.jspecify.annotations.NullMarked;
