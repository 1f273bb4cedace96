package dev.carnet.servlet;

import dev.carnet.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Transports the session id between browser and server, independently of the store. Thread-safe.
 *
 * @see CookieSessionIdResolver
 */
public interface SessionIdResolver {
    /**
     * The distinct ids with which the request asks for its session, the most likely first. The filter looks up each
     * well-formed id until it finds a session, so the list must be short for any request.
     */
    List<String> resolve(HttpServletRequest request);

    /**
     * Sends the session's id to the browser, replacing what this response contained before. The response is not
     * committed.
     */
    void send(HttpServletRequest request, HttpServletResponse response, SessionId id);

    /**
     * Makes the browser forget its session, replacing what this response contained before. The response is not
     * committed.
     */
    void expire(HttpServletRequest request, HttpServletResponse response);
}
