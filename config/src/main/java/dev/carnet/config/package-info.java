/**
 * Reads {@code carnet.yml}, Dancer's {@code config.yml} or properties into a {@link dev.carnet.config.CarnetConfig}, and
 * opens the configured engine.
 *
 * <p>Nothing here accepts or returns {@code null} unless marked {@code @Nullable}.
 */
@NullMarked
package dev.carnet.config;

import org.jspecify.annotations.NullMarked;
