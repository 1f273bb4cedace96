package dev.carnet.servlet;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers of a test run, each started once. On each run four applications: one whose filter is mapped to every dispatch
 * and that has a {@link SessionEndpoint}, {@code /plain} with a filter for requests only, {@code /shop} that has told the
 * container of its sessions, and {@code /club} with a FORM login.
 */
final class Servers implements AutoCloseable {
    /** A container and its applications. */
    record Place(TestedContainer.Running running, WebApp app, WebApp requestsOnly, WebApp shop, WebApp club) {}

    private final Map<TestedContainer, Place> places = new EnumMap<>(TestedContainer.class);

    Place on(TestedContainer container) throws Exception {
        Place known = places.get(container);
        if (known != null) {
            return known;
        }
        WebApp app = new WebApp("", TestedContainer.ALL_DISPATCHES);
        WebApp requestsOnly = new WebApp("/plain", Set.of(DispatcherType.REQUEST));
        WebApp shop = new WebApp("/shop", TestedContainer.ALL_DISPATCHES, WebApp.Setup.SESSION_CONFIG);
        WebApp club = new WebApp("/club", TestedContainer.ALL_DISPATCHES, WebApp.Setup.FORM_LOGIN);
        Path home = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")))
                .resolve(container.name());
        Place place = new Place(
                container.start(Files.createDirectories(home), app, requestsOnly, shop, club),
                app,
                requestsOnly,
                shop,
                club);
        places.put(container, place);
        return place;
    }

    @Override
    public void close() throws Exception {
        for (Place each : places.values()) {
            each.running().close();
        }
    }

    /** Hands the servers to tests and stops them after the last one. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Servers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Servers.class))
                    .computeIfAbsent(Servers.class, key -> new Servers(), Servers.class);
        }
    }
}
