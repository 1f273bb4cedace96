package dev.carnet.demo;

import dev.carnet.console.RequestOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses a form that another site's page makes a browser send. {@code SameSite=Lax} cookies see to most of that; but to a
 * browser every port of a host is one site, and for this one it should not be.
 */
final class SameOrigin extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (READING.contains(request.getMethod()) || RequestOrigin.isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(403, "This request was sent by a page of another site.");
        }
    }
}
