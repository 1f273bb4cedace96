package dev.carnet.jetty;

import dev.carnet.SessionId;
import dev.carnet.web.SharedCaches;
import java.util.ListIterator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpCookieUtils;
import org.eclipse.jetty.session.AbstractSessionManager;

/**
 * Writes the session's Set-Cookie header according to Jetty's session configuration. It replaces an earlier header for the
 * same name, so a response has only one.
 *
 * @param manager provides the name and attributes
 * @param secure whether the request came by https
 */
record JettyCookie(AbstractSessionManager manager, boolean secure) {
    void send(HttpFields.Mutable fields, SessionId id) {
        put(fields, id.value(), attributes());
    }

    void expire(HttpFields.Mutable fields) {
        Map<String, String> attributes = attributes();
        attributes.put(HttpCookie.MAX_AGE_ATTRIBUTE, "0");
        put(fields, "", attributes);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        attributes.putAll(manager.getSessionCookieAttributes());
        if (secure && manager.isSecureRequestOnly()) {
            attributes.put(HttpCookie.SECURE_ATTRIBUTE, "true");
        }
        return attributes;
    }

    private void put(HttpFields.Mutable fields, String value, Map<String, String> attributes) {
        if (!manager.isUsingCookies()) {
            return;
        }
        String name = manager.getSessionCookie();
        String cookie = HttpCookieUtils.getRFC6265SetCookie(HttpCookie.from(name, value, attributes));
        for (ListIterator<HttpField> each = fields.listIterator(); each.hasNext(); ) {
            if (isOfName(each.next(), name)) {
                each.remove();
            }
        }
        fields.add(HttpHeader.SET_COOKIE, cookie);
        SharedCaches.forbid(
                fields.getValuesList(HttpHeader.CACHE_CONTROL),
                fields.stream().map(HttpField::getName).toList(),
                fields::put);
    }

    private static boolean isOfName(HttpField field, String name) {
        String value = field.getValue();
        return field.getHeader() == HttpHeader.SET_COOKIE && value != null && value.startsWith(name + "=");
    }
}
