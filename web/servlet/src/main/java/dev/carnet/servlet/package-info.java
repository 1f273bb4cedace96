/**
 * {@link jakarta.servlet.http.HttpSession} over the session engine, for any Jakarta Servlet 6.0 or 6.1 container: a {@link
 * dev.carnet.servlet.SessionFilter} and what it needs to know of cookies.
 *
 * <p>Nothing here accepts or returns {@code null} unless marked {@code @Nullable}, or unless the servlet interface that a
 * method implements says so.
 */
@NullMarked
package dev.carnet.servlet;

import org.jspecify.annotations.NullMarked;
