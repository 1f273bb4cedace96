package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.WebOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Transports the session id in a header of requests and responses, for clients other than browsers; an empty header in a
 * response means that the session has ended. Pages of another origin cannot send the header unless CORS allows it, but
 * scripts of the page can read it, so do not use it in browsers. Thread-safe.
 *
 * @param header its name, such as {@code X-Auth-Token}
 */
public record HeaderSessionIdResolver(String header) implements SessionIdResolver {
    /** @throws IllegalArgumentException if it is not a valid header name */
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
