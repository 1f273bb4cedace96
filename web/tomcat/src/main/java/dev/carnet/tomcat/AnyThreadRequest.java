package dev.carnet.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose session other threads may use, as they do in asynchronous processing. Only requests to servlets that
 * support asynchronous processing are wrapped.
 */
final class AnyThreadRequest extends HttpServletRequestWrapper {
    private final RequestScope scope;

    private AnyThreadRequest(HttpServletRequest request, RequestScope scope) {
        super(request);
        this.scope = scope;
    }

    static void wrapIfAsynchronous(RequestScope scope) {
        Request request = scope.request();
        Wrapper servlet = request.getWrapper();
        if (servlet != null && servlet.isAsyncSupported() && !(request.getRequest() instanceof AnyThreadRequest)) {
            request.setRequest(new AnyThreadRequest(request.getRequest(), scope));
        }
    }

    private <T> T within(Supplier<T> question) {
        RequestScope before = RequestScope.enter(scope);
        try {
            return question.get();
        } finally {
            RequestScope unused = RequestScope.enter(before);
        }
    }

    @Override
    public @Nullable HttpSession getSession() {
        return within(super::getSession);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return within(() -> super.getSession(create));
    }

    @Override
    public String changeSessionId() {
        return within(super::changeSessionId);
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return within(super::isRequestedSessionIdValid);
    }

    @Override
    public void login(String user, String password) throws ServletException {
        RequestScope before = RequestScope.enter(scope);
        try {
            super.login(user, password);
        } finally {
            RequestScope unused = RequestScope.enter(before);
        }
    }

    @Override
    public void logout() throws ServletException {
        RequestScope before = RequestScope.enter(scope);
        try {
            super.logout();
        } finally {
            RequestScope unused = RequestScope.enter(before);
        }
    }

    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        RequestScope before = RequestScope.enter(scope);
        try {
            return super.authenticate(response);
        } finally {
            RequestScope unused = RequestScope.enter(before);
        }
    }
}
