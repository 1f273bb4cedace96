package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.CookieOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the session id in a cookie, after RFC 6265bis. Thread-safe.
 *
 * <p>The Cookie headers are read as they came, so that what else a browser sends in them does no harm: other cookies that
 * no parser likes, several headers, quotes round the value. Of several cookies of the name each well-formed id counts, up
 * to four from either end.
 *
 * <p>Ids are told apart by the case of their letters. On Jetty set {@code HttpConfiguration.setHeaderCacheCaseSensitive(true)}:
 * its default takes a Cookie header for an earlier one of the same connection whose letters are the same but for their case,
 * so that behind a proxy one user's cookie can spoil another's.
 *
 * <p>The cookie is sent when the session begins, when its id changes and when it ends, and at no other time. A {@linkplain
 * CookieOptions#maxAge() Max-Age} therefore counts from the login, not from the last request: were it sent again with every
 * answer, a slow one could overwrite the id that another request has just been given. Choose it as long as a browser may
 * remember a login; how long a session lives without an access the store decides.
 */
public final class CookieSessionIdResolver implements SessionIdResolver {
    private final CookieOptions options;
    private final ProxyWarning proxyWarning = new ProxyWarning();

    /**
     * @throws IllegalArgumentException if the name leaves no room for an id in the 4096 bytes browsers take (RFC 6265bis
     *     section 5.6), or path or domain is longer than the 1024 bytes they take
     */
    public CookieSessionIdResolver(CookieOptions options) {
        this.options = options;
        SetCookie.requireFits(options);
    }

    CookieOptions options() {
        return options;
    }

    CookieSessionIdResolver with(CookieOptions others) {
        return others.equals(options) ? this : new CookieSessionIdResolver(others);
    }

    @Override
    public List<String> resolve(HttpServletRequest request) {
        @Nullable Enumeration<String> headers = request.getHeaders("Cookie");
        if (headers == null || !headers.hasMoreElements()) {
            return List.of();
        }
        CookieCandidates candidates = new CookieCandidates(name(request));
        while (headers.hasMoreElements()) {
            candidates.add(headers.nextElement());
        }
        return candidates.values();
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        proxyWarning.check(request, options);
        cookie(request).send(response, id);
    }

    @Override
    public void expire(HttpServletRequest request, HttpServletResponse response) {
        cookie(request).expire(response);
    }

    private SetCookie cookie(HttpServletRequest request) {
        return new SetCookie(options, name(request), isSecure(request));
    }

    /** On https the prefixed cookie is the only one read: else one planted over http would do as well. */
    private String name(HttpServletRequest request) {
        return CookieName.of(
                options, isSecure(request), request.getServletContext().getContextPath());
    }

    private boolean isSecure(HttpServletRequest request) {
        Boolean configured = options.secure();
        return configured == null ? request.isSecure() : configured;
    }
}
