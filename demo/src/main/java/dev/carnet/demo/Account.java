package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Logging in and out. A name is enough here: checking passwords is another library's work. */
final class Account {
    private static final int LONGEST_NAME = 100;

    private final SessionEngine engine;

    Account(SessionEngine engine) {
        this.engine = engine;
    }

    /** Whoever logs in keeps what they did before, under a new id: one that was planted on them is worth nothing now. */
    void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = Form.of(request).line(Visit.USER, LONGEST_NAME);
        if (isSomebodyElse(request, user)) {
            request.getSession().invalidate();
        }
        Session session = SessionFilter.requireSession(request);
        request.changeSessionId();
        session.setPrincipal(user);
        session.put(Visit.USER, user);
        HomePage.redirect(response);
    }

    /** Another user inherits nothing. */
    private static boolean isSomebodyElse(HttpServletRequest request, String user) {
        return SessionFilter.session(request)
                .map(Session::principal)
                .filter(before -> !before.equals(user))
                .isPresent();
    }

    void logOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        HomePage.redirect(response);
    }

    /** Ends every session of this user but the one that asks, on whatever server and device it is. */
    void logOutOthers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Session session = SessionFilter.session(request).orElseThrow(Account::nobodyIsLoggedIn);
        String user = session.principal();
        if (user == null) {
            throw nobodyIsLoggedIn();
        }
        engine.sessions().revokePrincipal(user, session.handle());
        HomePage.redirect(response);
    }

    private static RefusedException nobodyIsLoggedIn() {
        return new RefusedException(403, "Log in first: then you have sessions to end.");
    }
}
