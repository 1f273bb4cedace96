package dev.carnet.demo;

import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Shows the error page when the store does not answer, in place of the sentence that {@link SessionFilter} sends with its
 * 503. Its Retry-After stays, and is what tells that answer from another 503.
 */
final class OutagePage extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Replaceable(response));
        if (response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                && response.containsHeader("Retry-After")
                && !response.isCommitted()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** To Tomcat a body that has reached its stated length is final; it counts the length by itself. */
    private static final class Replaceable extends HttpServletResponseWrapper {
        Replaceable(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentLength(int length) {
            // left to the container
        }
    }
}
