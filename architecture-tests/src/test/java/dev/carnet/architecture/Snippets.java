package dev.carnet.architecture;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.hazelcast.core.HazelcastInstance;
import dev.carnet.Session;
import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.config.CarnetConfig;
import dev.carnet.console.ConsoleServlet;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.event.SessionInfo;
import dev.carnet.metrics.SessionMeters;
import dev.carnet.options.ValueAdapter;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.spi.SessionStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.beans.ConstructorProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** The code that stands in the documentation, word for word: what compiles and runs here is what readers copy. */
final class Snippets {
    private Snippets() {}

    static SessionEngine metered(CarnetConfig config, MeterRegistry registry) {
        SessionMeters meters = new SessionMeters(registry);
        SessionEngine engine =
                config.open(builder -> builder.decorate(meters::around).listener(meters));
        return engine;
    }

    static void console(ServletContext context, SessionEngine engine, CarnetConfig config) {
        ConsoleServlet console = ConsoleServlet.builder(engine)
                .role("OPERATOR")
                .configuration(config)
                .build();
        context.addServlet("console", console).addMapping("/carnet/*");
    }

    static void withoutTheApplication(CarnetConfig config) {
        try (SessionStore store = config.openStore()) {
            SessionDirectory.over(store, config.options()).revokePrincipal("ada", null);
        }
    }

    static void audited(SessionEngine engine, Queue<String> queue) {
        AuditTrail trail =
                new AuditTrail("admin page", "JDBC", InstantSource.system(), List.of(event -> queue.add(event.line())));
        trail.by("ada", "10.1.2.3")
                .audit(
                        AuditAction.REVOKE_USER,
                        "bob",
                        () -> engine.sessions().revokePrincipal("bob", null).sessions());
    }

    static CarnetConfig encrypted(String json, Aead kms) throws GeneralSecurityException {
        KeysetHandle values =
                TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, kms, new byte[0], RegistryConfiguration.get());
        CarnetConfig config = CarnetConfig.builder()
                .session("JDBC")
                .set("url", "jdbc:sqlite:carnet.db")
                .encryption(EncryptionOptions.of(EncryptionKeys.ofKeysets(values, null)))
                .build();
        return config;
    }

    static void sensitive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Session session = SessionFilter.session(request).orElseThrow();
        Instant authenticated = session.authenticatedAt();
        if (authenticated == null || authenticated.isBefore(Instant.now().minus(Duration.ofMinutes(5)))) {
            response.sendRedirect("/log-in-again");
        }
    }

    static void authenticatedAgain(HttpServletRequest request, Session session) {
        session.markAuthenticated();
        request.changeSessionId();
    }

    static void endedByItsUser(SessionEngine engine, String user, String handle) {
        List<SessionInfo> own = engine.sessions().ofPrincipal(user);
        if (own.stream().anyMatch(each -> each.handle().equals(handle))) {
            engine.sessions().revoke(handle);
        }
    }

    static void disabled(SessionEngine engine, String user) {
        engine.sessions().revokePrincipal(user, null);
    }

    static void passwordChanged(SessionEngine engine, Session session) {
        engine.endOthers(session);
    }

    static SessionEngine dbic(EntityManagerFactory entityManagerFactory) {
        SessionEngine engine = CarnetConfig.builder()
                .session("JPA")
                .set("schema", entityManagerFactory)
                .set("resultset", "MySession")
                .set("id_column", "my_session_id")
                .set("data_column", "my_session_data")
                .build()
                .open();
        return engine;
    }

    static SessionEngine hazelcast(HazelcastInstance hazelcastInstance) {
        SessionEngine clustered = CarnetConfig.builder()
                .session("Hazelcast")
                .set("instance", hazelcastInstance)
                .build()
                .open();
        return clustered;
    }

    @SuppressWarnings("UnusedVariable") // it stands for an application's own class
    static final ValueAdapter<Cookie> COOKIES = ValueAdapter.of(
            "cookie",
            Cookie.class,
            cookie ->
                    Map.of("name", cookie.getName(), "value", cookie.getValue(), "attributes", cookie.getAttributes()),
            Snippets::cookie);

    private static Cookie cookie(Object plain) {
        Map<?, ?> members = (Map<?, ?>) plain;
        Cookie cookie = new Cookie((String) members.get("name"), (String) members.get("value"));
        ((Map<?, ?>) members.get("attributes"))
                .forEach((name, value) -> cookie.setAttribute((String) name, (String) value));
        return cookie;
    }

    @SuppressWarnings("unused") // fields are state
    static final class Customer {
        private final String name;
        private final int visits;

        @ConstructorProperties({"name", "visits"})
        Customer(String name, int visits) {
            this.name = name;
            this.visits = visits;
        }
    }
}

@Entity
@Table(name = "my_sessions")
class MySession {
    @Id
    @Column(name = "my_session_id", length = 40, updatable = false)
    private String id;

    @Column(name = "my_session_data", columnDefinition = "text", updatable = false)
    private String data;
}
