package dev.carnet.benchmarks.plain;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GET request with a cookie at most; used for one request after the other, as containers do with theirs. */
@SuppressWarnings("NullAway") // null without a value, as the interface says
final class PlainRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest NOTHING = Unsupported.of(HttpServletRequest.class);

    private final Map<String, Object> attributes = new HashMap<>();
    private String path = "/";
    private @Nullable String cookie;

    PlainRequest() {
        super(NOTHING);
    }

    /** From now on it is another request. */
    void begin(String newPath, @Nullable String newCookie) {
        path = newPath;
        cookie = newCookie;
        attributes.clear();
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public String getHeader(String name) {
        return name.equalsIgnoreCase("Cookie") ? cookie : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    @Override
    public Cookie[] getCookies() {
        if (cookie == null) {
            return null;
        }
        int equals = cookie.indexOf('=');
        return new Cookie[] {new Cookie(cookie.substring(0, equals), cookie.substring(equals + 1))};
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    /** It has none beside the contender's. */
    @Override
    @SuppressWarnings("NullAway") // null without a session, as the interface says
    public HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public ServletContext getServletContext() {
        return PlainContext.INSTANCE;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isSecure() {
        return false;
    }
}
