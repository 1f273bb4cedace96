package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.web.ClearSiteData;
import dev.carnet.web.SharedCaches;
import jakarta.servlet.http.Cookie;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.ApplicationSessionCookieConfig;
import org.apache.catalina.util.SessionConfig;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * The session cookie in one response. Tomcat writes it when a session begins or changes its id. This class ensures that no
 * shared cache stores the response, and that the cookie is not sent if the session was not stored.
 */
record TomcatCookie(Context context, RequestScope scope) {
    private static final String HEADER = "Set-Cookie";

    static TomcatCookie of(CarnetManager manager, RequestScope scope) {
        return new TomcatCookie(manager.getContext(), scope);
    }

    void tell(String id) {
        scope.response()
                .addSessionCookieInternal(ApplicationSessionCookieConfig.createSessionCookie(
                        context, id, scope.request().isSecure()));
    }

    /** Called after the session is stored. */
    void beforeCommit(RequestUse use) {
        use.requested().dropped().ifPresent(id -> remove(id.value()));
        if (use.requested().isEnded()) {
            expire();
            use.clearSiteData()
                    .ifPresent(each -> headers().setValue(ClearSiteData.HEADER).setString(each.value()));
        }
        if (!isSent()) {
            return;
        }
        if (use.requested().isWithoutStore()) {
            remove("");
        } else {
            SharedCaches.forbid(scope.response());
        }
    }

    /** Sends an id that the store has changed, although the answer is a failure. */
    void tellStored(RequestUse use) {
        Session live = use.requested().current();
        String asked = scope.askedId();
        if (live != null) {
            live.storedId()
                    .map(each -> each.value())
                    .filter(id -> !live.isNew() && !id.equals(asked))
                    .ifPresent(this::tell);
        }
    }

    /** Deletes the browser's cookie, which Tomcat would not do. Writes the header, because the response is being committed. */
    private void expire() {
        remove("");
        if (context.getCookies()) {
            Cookie cookie = ApplicationSessionCookieConfig.createSessionCookie(
                    context, "", scope.request().isSecure());
            cookie.setMaxAge(0);
            headers()
                    .addValue(HEADER)
                    .setString(context.getCookieProcessor()
                            .generateHeader(cookie, scope.request().getRequest()));
        }
    }

    private boolean isSent() {
        MimeHeaders headers = headers();
        for (int i = 0; i < headers.size(); i++) {
            if (isOurs(headers, i, "")) {
                return true;
            }
        }
        return false;
    }

    private void remove(String id) {
        MimeHeaders headers = headers();
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (isOurs(headers, i, id)) {
                headers.removeHeader(i);
            }
        }
    }

    private boolean isOurs(MimeHeaders headers, int at, String id) {
        String start = SessionConfig.getSessionCookieName(context) + "=" + id;
        return headers.getName(at).toString().equalsIgnoreCase(HEADER)
                && headers.getValue(at).toString().startsWith(start);
    }

    private MimeHeaders headers() {
        Response response = scope.response();
        return response.getCoyoteResponse().getMimeHeaders();
    }
}
