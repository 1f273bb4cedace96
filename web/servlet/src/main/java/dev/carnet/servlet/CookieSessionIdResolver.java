package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.CookieOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the session id in a cookie, after RFC 6265bis. Thread-safe.
 *
 * <p>The Cookie headers are read as they came, so that what else a browser sends in them does no harm: other cookies that
 * no parser likes, several headers, quotes round the value. Of several cookies of the name (section 5.7: a browser sends
 * the one with the longest path first) each well-formed id counts, up to {@value #MOST_CANDIDATES}.
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
    static final int MOST_CANDIDATES = 4;

    private static final String PREFIXED_NAME = "__Host-session";
    private static final String PLAIN_NAME = "session";

    private final CookieOptions options;

    /**
     * @throws IllegalArgumentException if the name leaves no room for an id in the 4096 bytes browsers take (RFC 6265bis
     *     section 5.6), or path or domain is longer than the 1024 bytes they take
     */
    public CookieSessionIdResolver(CookieOptions options) {
        this.options = options;
        SetCookie.requireFits(options);
    }

    @Override
    public List<String> resolve(HttpServletRequest request) {
        @Nullable Enumeration<String> headers = request.getHeaders("Cookie");
        if (headers == null) {
            return List.of();
        }
        String name = name(request);
        List<String> ids = new ArrayList<>(1);
        while (headers.hasMoreElements()) {
            resolve(headers.nextElement(), name, ids);
        }
        return List.copyOf(ids);
    }

    /** Adds the ids in one header's pairs of the name. */
    private static void resolve(String header, String name, List<String> ids) {
        for (int from = 0, end; from <= header.length() && ids.size() < MOST_CANDIDATES; from = end + 1) {
            int semicolon = header.indexOf(';', from);
            end = semicolon < 0 ? header.length() : semicolon;
            int equals = header.indexOf('=', from);
            if (equals > from && equals < end && isNamed(name, header, from, equals)) {
                SessionId.parse(unquoted(header.substring(equals + 1, end).strip()))
                        .map(SessionId::value)
                        .filter(id -> !ids.contains(id))
                        .ifPresent(ids::add);
            }
        }
    }

    /** Whether a part of a header is the name, but for blanks round it. */
    private static boolean isNamed(String name, String header, int from, int to) {
        int first = from;
        while (first < to && Character.isWhitespace(header.charAt(first))) {
            first++;
        }
        int last = to;
        while (last > first && Character.isWhitespace(header.charAt(last - 1))) {
            last--;
        }
        return last - first == name.length() && header.startsWith(name, first);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
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
        String configured = options.name();
        if (configured != null) {
            return configured;
        }
        boolean mayBePrefixed =
                isSecure(request) && options.domain() == null && options.path().equals("/");
        return mayBePrefixed ? PREFIXED_NAME : PLAIN_NAME;
    }

    private boolean isSecure(HttpServletRequest request) {
        Boolean configured = options.secure();
        return configured == null ? request.isSecure() : configured;
    }
}
