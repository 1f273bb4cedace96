package dev.carnet.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request with a session of Carnet. */
final class SessionRequest extends HttpServletRequestWrapper {
    private final RequestSession session;
    private @Nullable SessionAsyncContext asyncContext;

    SessionRequest(HttpServletRequest request, RequestSession session) {
        super(request);
        this.session = session;
    }

    /** The request itself if it has this session already, else one that has. */
    static HttpServletRequest with(RequestSession session, HttpServletRequest request) {
        ServletRequest each = request;
        while (each instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest found && found.session == session) {
                return request;
            }
            each = wrapper.getRequest();
        }
        return new SessionRequest(request, session);
    }

    RequestSession session() {
        return session;
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    @SuppressWarnings("NullAway") // null without a session, as the interface says
    public HttpSession getSession(boolean create) {
        return session.session(create);
    }

    @Override
    public String changeSessionId() {
        return session.changeId();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return session.requestedId();
    }

    /** False too once the session has another id. */
    @Override
    public boolean isRequestedSessionIdValid() {
        String requested = session.requestedId();
        HttpSessionAdapter current = requested == null ? null : session.session(false);
        return current != null && current.getId().equals(session.requestedId());
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        String requested = session.requestedId();
        Enumeration<String> cookies = getHeaders("Cookie");
        return requested != null
                && cookies != null
                && Collections.list(cookies).stream().anyMatch(each -> each.contains(requested));
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return false;
    }

    /** Goes on with this request and its response, else what is written would pass them by. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, session.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        HeldResponse held = session.response();
        held.beginAsync();
        boolean original = request instanceof SessionRequest && response == held;
        asyncContext = SessionAsyncContext.begin(super.startAsync(request, response), held, original);
        return asyncContext;
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext containers = super.getAsyncContext();
        return asyncContext == null ? containers : asyncContext;
    }
}
