package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.web.ClearSiteData;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Decorates a resolver: when a session ends, the response makes the browser delete more data of the site
 * ({@code Clear-Site-Data}). Browsers support that on https. Thread-safe.
 */
final class ClearingIdResolver implements SessionIdResolver {
    private final SessionIdResolver resolver;
    private final ClearSiteData forgotten;

    ClearingIdResolver(SessionIdResolver resolver, ClearSiteData forgotten) {
        this.resolver = resolver;
        this.forgotten = forgotten;
    }

    @Override
    public List<String> resolve(HttpServletRequest request) {
        return resolver.resolve(request);
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        resolver.send(request, response, id);
        if (response.containsHeader(ClearSiteData.HEADER)) {
            response.setHeader(
                    ClearSiteData.HEADER, null); // a session begins after all; the new cookie is not to be forgotten
        }
    }

    @Override
    public void expire(HttpServletRequest request, HttpServletResponse response) {
        resolver.expire(request, response);
        response.setHeader(ClearSiteData.HEADER, forgotten.value());
    }
}
