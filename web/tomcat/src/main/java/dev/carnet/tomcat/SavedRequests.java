package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.web.SavedPage;
import jakarta.servlet.http.Cookie;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.tomcat.util.buf.ByteChunk;
import org.jspecify.annotations.Nullable;

/**
 * Converts the request that FORM login has interrupted between Tomcat's class and plain values in a session. Its cookies are
 * not stored; the restored request has those that the browser sends by then.
 */
final class SavedRequests {
    private final Session session;

    /** The value that this request has read or set. */
    private @Nullable SavedRequest held;

    private boolean isRead;

    SavedRequests(Session session) {
        this.session = session;
    }

    synchronized @Nullable SavedRequest get() {
        if (!isRead) {
            isRead = true;
            held = SavedPage.in(session).map(SavedRequests::restored).orElse(null);
        }
        return held;
    }

    synchronized void set(SavedRequest request) {
        isRead = true;
        held = request;
        plain(request).keepIn(session);
    }

    synchronized void remove() {
        isRead = true;
        held = null;
        SavedPage.removeFrom(session);
    }

    private static SavedPage plain(SavedRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "method", request.getMethod());
        put(values, "uri", request.getRequestURI());
        put(values, "decoded_uri", request.getDecodedRequestURI());
        put(values, "query", request.getQueryString());
        put(values, "content_type", request.getContentType());
        Integer idle = request.getOriginalMaxInactiveIntervalOptional();
        put(values, "max_inactive_interval", idle == null ? null : idle.toString());
        List<String> locales = new ArrayList<>();
        request.getLocales().forEachRemaining(each -> locales.add(each.toLanguageTag()));
        put(values, "locales", locales.isEmpty() ? null : String.join(",", locales));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.getHeaderNames().forEachRemaining(name -> {
            List<String> all = new ArrayList<>();
            request.getHeaderValues(name).forEachRemaining(all::add);
            headers.put(name, all);
        });
        ByteChunk body = request.getBody();
        return new SavedPage(
                values,
                headers,
                body == null ? null : ByteBuffer.wrap(body.getBytes(), body.getStart(), body.getLength()));
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static SavedRequest restored(SavedPage page) {
        SavedRequest request = new SavedRequest();
        set(page, "method", request::setMethod);
        set(page, "uri", request::setRequestURI);
        set(page, "decoded_uri", request::setDecodedRequestURI);
        set(page, "query", request::setQueryString);
        set(page, "content_type", request::setContentType);
        set(page, "max_inactive_interval", text -> request.setOriginalMaxInactiveInterval(Integer.parseInt(text)));
        set(page, "locales", tags -> {
            for (String tag : tags.split(",", -1)) {
                request.addLocale(Locale.forLanguageTag(tag));
            }
        });
        page.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        ByteBuffer body = page.body();
        if (body != null) {
            byte[] bytes = new byte[body.remaining()];
            body.duplicate().get(bytes);
            ByteChunk chunk = new ByteChunk();
            chunk.setBytes(bytes, 0, bytes.length);
            request.setBody(chunk);
        }
        addCurrentCookies(request);
        return request;
    }

    private static void set(SavedPage page, String name, Consumer<String> setter) {
        String value = page.value(name);
        if (value != null) {
            setter.accept(value);
        }
    }

    private static void addCurrentCookies(SavedRequest request) {
        RequestScope scope = RequestScope.current();
        if (scope == null) {
            return;
        }
        Enumeration<String> headers = scope.request().getHeaders("Cookie");
        headers.asIterator().forEachRemaining(each -> request.addHeader("Cookie", each));
        Cookie[] cookies = scope.request().getCookies();
        if (cookies != null) {
            Arrays.stream(cookies).forEach(request::addCookie);
        }
    }
}
