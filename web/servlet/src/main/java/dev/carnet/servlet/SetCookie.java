package dev.carnet.servlet;

import dev.carnet.SessionId;
import dev.carnet.config.CookieOptions;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Writes the session's Set-Cookie header: one for a name and response, whatever was said before. It is written as a header
 * rather than through {@code addCookie}, since containers add attributes of their own there.
 *
 * @param options its attributes
 * @param name the cookie's name
 * @param secure whether it is sent on https only
 */
record SetCookie(CookieOptions options, String name, boolean secure) {
    private static final String HEADER = "Set-Cookie";
    private static final int LONGEST_PAIR = 4096;
    private static final int LONGEST_ATTRIBUTE = 1024;
    private static final int LONGEST_ID = 128;

    static void requireFits(CookieOptions options) {
        if (options.name() != null && options.name().length() + LONGEST_ID > LONGEST_PAIR) {
            throw new IllegalArgumentException("browsers accept a cookie's name and value up to " + LONGEST_PAIR
                    + " bytes together; choose a name of at most " + (LONGEST_PAIR - LONGEST_ID) + " characters");
        }
        if (options.path().length() > LONGEST_ATTRIBUTE
                || (options.domain() != null && options.domain().length() > LONGEST_ATTRIBUTE)) {
            throw new IllegalArgumentException("browsers ignore a cookie's path or domain beyond " + LONGEST_ATTRIBUTE
                    + " bytes; choose a shorter one");
        }
    }

    void send(HttpServletResponse response, SessionId id) {
        Duration maxAge = options.maxAge();
        put(response, id.value(), maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds());
    }

    void expire(HttpServletResponse response) {
        put(response, "", "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    }

    private void put(HttpServletResponse response, String value, String lifetime) {
        String cookie = name + "=" + value
                + "; Path=" + options.path()
                + (options.domain() == null ? "" : "; Domain=" + options.domain())
                + lifetime
                + (secure ? "; Secure" : "")
                + (options.httpOnly() ? "; HttpOnly" : "")
                + "; SameSite=" + options.sameSite().spelling()
                + (options.partitioned() ? "; Partitioned" : "");
        Collection<String> before = response.getHeaders(HEADER);
        List<String> others =
                before.stream().filter(each -> !each.startsWith(name + "=")).toList();
        if (others.size() == before.size()) {
            response.addHeader(HEADER, cookie);
        } else {
            response.setHeader(HEADER, cookie);
            others.forEach(each -> response.addHeader(HEADER, each));
        }
    }
}
