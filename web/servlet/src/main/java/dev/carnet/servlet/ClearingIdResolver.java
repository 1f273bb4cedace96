package dev.carnet.servlet;

import dev.carnet.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decorates a resolver: when a session ends, the response makes the browser delete more data of the site
 * ({@code Clear-Site-Data}). Browsers support that on https. Thread-safe.
 */
final class ClearingIdResolver implements SessionIdResolver {
    private static final String HEADER = "Clear-Site-Data";

    private final SessionIdResolver resolver;
    private final String directives;

    ClearingIdResolver(SessionIdResolver resolver, List<String> directives) {
        this.resolver = resolver;
        this.directives = directives.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
    }

    @Override
    public List<String> resolve(HttpServletRequest request) {
        return resolver.resolve(request);
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        resolver.send(request, response, id);
        if (response.containsHeader(HEADER)) {
            response.setHeader(HEADER, null); // a session begins after all; the new cookie is not to be forgotten
        }
    }

    @Override
    public void expire(HttpServletRequest request, HttpServletResponse response) {
        resolver.expire(request, response);
        response.setHeader(HEADER, directives);
    }
}
