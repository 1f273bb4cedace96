package dev.carnet.jetty;

import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.util.security.Password;

/** FORM login for the tests' application. */
final class Logins {
    static final String PASSWORD = "correct horse";

    private Logins() {}

    static SecurityHandler form() {
        UserStore users = new UserStore();
        users.addUser("ada", new Password(PASSWORD), new String[] {"member"});
        HashLoginService login = new HashLoginService();
        login.setUserStore(users);
        SecurityHandler.PathMapped security = new SecurityHandler.PathMapped();
        security.setAuthenticator(new FormAuthenticator("/login-page", "/login-error", false));
        security.setLoginService(login);
        security.put(App.MEMBERS, Constraint.from("member"));
        return security;
    }
}
