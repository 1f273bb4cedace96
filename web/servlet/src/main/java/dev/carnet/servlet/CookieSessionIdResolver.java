package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.CookieOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transports the session id in a cookie, according to RFC 6265bis. Thread-safe.
 *
 * <p>It parses the raw Cookie headers, so other content does no harm: malformed cookies, several headers, quotes around
 * the value. If there are several cookies of the name, all well-formed ids are used, up to four from each end.
 *
 * <p>Ids are case-sensitive. On Jetty set {@code HttpConfiguration.setHeaderCacheCaseSensitive(true)}: by default Jetty
 * confuses a Cookie header with an earlier one of the same connection that differs only in case, so behind a proxy one
 * user's cookie can be mistaken for another's.
 *
 * <p>The cookie is sent only when the session begins, when its id changes and when it ends. Therefore a
 * {@linkplain CookieOptions#maxAge() Max-Age} counts from the login, not from the last request: if every response sent
 * the cookie, a slow one could overwrite the new id of another request. Choose the longest time that a browser may
 * remember a login; the idle timeout is independent of it.
 */
public final class CookieSessionIdResolver implements SessionIdResolver {
    private final CookieOptions options;
    private final @Nullable Boolean alwaysSecure;

    /** Those of the web application that was served last, which is usually the only one. */
    private volatile CookieNames names;

    private final ProxyWarning proxyWarning = new ProxyWarning();

    /**
     * @throws IllegalArgumentException if the name is too long for an id to fit into the 4096 bytes that browsers accept
     *     (RFC 6265bis section 5.6), or if path or domain exceeds the 1024 bytes that they accept
     */
    public CookieSessionIdResolver(CookieOptions options) {
        this.options = options;
        this.alwaysSecure = options.secure();
        this.names = new CookieNames(options, "");
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

    /** On https only the prefixed cookie is read, because a cookie planted over http must not be accepted. */
    private String name(HttpServletRequest request) {
        String contextPath = request.getServletContext().getContextPath();
        CookieNames known = names;
        if (!known.contextPath.equals(contextPath)) {
            known = new CookieNames(options, contextPath);
            names = known;
        }
        return isSecure(request) ? known.secure : known.plain;
    }

    private boolean isSecure(HttpServletRequest request) {
        return alwaysSecure == null ? request.isSecure() : alwaysSecure;
    }
}
