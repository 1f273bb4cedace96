package dev.carnet.jetty;

import dev.carnet.Session;
import dev.carnet.web.ContainerLogin;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.security.auth.Subject;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.security.RolePrincipal;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.UserPrincipal;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.security.authentication.SessionAuthentication;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's own values in a session, whose names begin with {@code org.eclipse.jetty.security.}: the login, and the request that
 * a FORM login has interrupted. They are stored as plain values beside the attributes, without credentials, so no attribute
 * of the application can replace them.
 */
final class JettysValues {
    private static final String PREFIX = "org.eclipse.jetty.security.";

    private JettysValues() {}

    /** Whether an attribute with this name belongs to Jetty. */
    static boolean areOf(String name) {
        return name.startsWith(PREFIX);
    }

    static @Nullable Object get(Session session, String name) {
        if (name.equals(SessionAuthentication.AUTHENTICATED_ATTRIBUTE)) {
            return ContainerLogin.in(session).map(JettysValues::authentication).orElse(null);
        }
        Object plain = session.containerValue(shortName(name));
        if (name.equals(FormAuthenticator.__J_URI) && plain instanceof String uri) {
            return HttpURI.from(uri);
        }
        if (name.equals(FormAuthenticator.__J_POST) && plain instanceof Map<?, ?> form) {
            return fields(form);
        }
        return plain;
    }

    /**
     * @return whether the value is a login
     * @throws IllegalArgumentException if it is not a value of Jetty
     */
    static boolean set(Session session, String name, @Nullable Object value) {
        if (name.equals(SessionAuthentication.AUTHENTICATED_ATTRIBUTE)) {
            if (value instanceof SessionAuthentication login) {
                login(login).keepIn(session);
                return true;
            }
            requireNull(name, value);
            ContainerLogin.removeFrom(session);
            return false;
        }
        session.setContainerValue(shortName(name), plain(name, value));
        return false;
    }

    private static String shortName(String name) {
        return name.substring(PREFIX.length());
    }

    private static @Nullable Object plain(String name, @Nullable Object value) {
        if (name.equals(FormAuthenticator.__J_URI) && value instanceof HttpURI uri) {
            return uri.asString();
        }
        if (name.equals(FormAuthenticator.__J_POST) && value instanceof Fields form) {
            return plain(form);
        }
        if (!name.equals(FormAuthenticator.__J_URI)
                && !name.equals(FormAuthenticator.__J_POST)
                && (value instanceof String || value instanceof Boolean)) {
            return value;
        }
        requireNull(name, value);
        return null;
    }

    private static void requireNull(String name, @Nullable Object value) {
        if (value != null) {
            throw new IllegalArgumentException("the attribute '" + name + "' belongs to Jetty, and a "
                    + value.getClass().getName() + " is not one of its values; names that begin with '"
                    + PREFIX
                    + "' are reserved for Jetty");
        }
    }

    private static Map<String, List<String>> plain(Fields form) {
        Map<String, List<String>> plain = new LinkedHashMap<>();
        form.forEach(each -> plain.put(each.getName(), List.copyOf(each.getValues())));
        return plain;
    }

    private static Fields fields(Map<?, ?> plain) {
        Fields form = new Fields();
        plain.forEach((name, values) -> {
            if (values instanceof List<?> list) {
                list.forEach(each -> form.add(String.valueOf(name), String.valueOf(each)));
            }
        });
        return form;
    }

    private static ContainerLogin login(SessionAuthentication login) {
        UserIdentity user = login.getUserIdentity();
        return new ContainerLogin(user.getUserPrincipal().getName(), roles(user), login.getAuthenticationType());
    }

    /** Finds roles among the subject's principals, where Jetty's and JAAS's login services put them. */
    private static List<String> roles(UserIdentity user) {
        TreeSet<String> roles = new TreeSet<>();
        Subject subject = user.getSubject();
        if (subject != null) {
            for (Principal each : subject.getPrincipals()) {
                if (each instanceof RolePrincipal || user.isUserInRole(each.getName())) {
                    roles.add(each.getName());
                }
            }
        }
        return new ArrayList<>(roles);
    }

    private static SessionAuthentication authentication(ContainerLogin login) {
        Subject subject = new Subject();
        UserPrincipal user = new UserPrincipal(login.name(), null);
        subject.getPrincipals().add(user);
        login.roles().forEach(each -> subject.getPrincipals().add(new RolePrincipal(each)));
        subject.setReadOnly();
        UserIdentity identity = UserIdentity.from(subject, user, login.roles().toArray(new String[0]));
        return new SessionAuthentication(login.method(), identity, null);
    }
}
