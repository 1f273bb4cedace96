package dev.carnet.web;

import dev.carnet.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login of the container's, as it is kept in a session: plain values without a credential. Immutable.
 *
 * @param name the user's
 * @param roles what the user may do
 * @param method how the user was authenticated, such as {@code FORM}; null if the container does not say
 */
public record ContainerLogin(
        String name, List<String> roles, @Nullable String method) {
    private static final String KEPT_AS = "login";

    public ContainerLogin {
        roles = List.copyOf(roles);
    }

    /** The login in a session; empty if there is none. */
    public static Optional<ContainerLogin> in(Session session) {
        if (session.containerValue(KEPT_AS) instanceof Map<?, ?> kept
                && kept.get("name") instanceof String name
                && kept.get("roles") instanceof List<?> roles) {
            return Optional.of(new ContainerLogin(
                    name,
                    roles.stream().map(String::valueOf).toList(),
                    kept.get("method") instanceof String method ? method : null));
        }
        return Optional.empty();
    }

    /** Keeps it in a session, which is its user's from now on. */
    public void keepIn(Session session) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("name", name);
        kept.put("roles", roles);
        if (method != null) {
            kept.put("method", method);
        }
        if (!name.equals(session.principal())) {
            session.setPrincipal(name);
        }
        session.setContainerValue(KEPT_AS, kept);
    }

    /** Takes the login out of a session, which is nobody's from now on. */
    public static void removeFrom(Session session) {
        if (session.containerValue(KEPT_AS) != null) {
            session.setContainerValue(KEPT_AS, null);
            session.setPrincipal(null);
        }
    }
}
