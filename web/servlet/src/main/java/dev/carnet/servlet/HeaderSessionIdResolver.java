package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.WebOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Carries the session id in a header of requests and answers, for clients other than browsers; an empty one in an answer says
 * that the session has ended. A page of another origin cannot send it unless CORS allows it; a script of the page can read it,
 * so keep it out of browsers. Thread-safe.
 *
 * @param header its name, such as {@code X-Auth-Token}
 */
public record HeaderSessionIdResolver(String header) implements SessionIdResolver {
    /**
     * @throws IllegalArgumentException if no header has such a name
     */
    public HeaderSessionIdResolver {
        new WebOptions(header, WebOptions.DEFAULTS.onStoreFailure());
    }

    @Override
    public List<String> resolve(HttpServletRequest request) {
        String value = request.getHeader(header);
        return value == null || value.isBlank() ? List.of() : List.of(value.strip());
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        response.setHeader(header, id.value());
    }

    @Override
    public void expire(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(header, "");
    }
}
