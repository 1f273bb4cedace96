package dev.carnet.servlet;

import dev.carnet.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * How the session id travels between browser and server; knows nothing of where sessions live. Thread-safe.
 *
 * @see CookieSessionIdResolver
 */
public interface SessionIdResolver {
    /**
     * The ids by which the request asks for its session, the likeliest first, none twice. The filter asks the store for each
     * that is well-formed until it finds one, so the list has to be short whatever the browser sent.
     */
    List<String> resolve(HttpServletRequest request);

    /**
     * Tells the browser its session's id, in place of whatever this response said of it before. The response is not
     * committed.
     */
    void send(HttpServletRequest request, HttpServletResponse response, SessionId id);

    /**
     * Tells the browser to forget its session, in place of whatever this response said of it before. The response is not
     * committed.
     */
    void expire(HttpServletRequest request, HttpServletResponse response);
}
