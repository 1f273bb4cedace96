package dev.carnet.console;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.console.server.ConsoleServer;
import dev.carnet.memory.MemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A console over sessions in memory, and who knows all that it must not show. */
final class RunningConsole implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests-0123456789";
    static final Instant NOW = Instant.parse("2030-05-01T12:00:00Z");

    private final SettableClock clock = new SettableClock();
    final SessionEngine engine;
    final ConsoleServer server;
    /** Ids, keys and values that no page may hold. */
    final List<String> secrets = new ArrayList<>(List.of(TOKEN));

    /** A clock that stands where it was put. */
    static final class SettableClock implements InstantSource {
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    RunningConsole() {
        this(builder -> builder.token(TOKEN).loopbackOnly(true));
    }

    RunningConsole(Consumer<ConsoleServlet.Builder> more) {
        engine = SessionEngine.builder(new MemorySessionStore()).clock(clock).build();
        ConsoleServlet.Builder builder =
                ConsoleServlet.builder(engine).clock(clock).mask(List.of("iban"));
        more.accept(builder);
        server = ConsoleServer.start(builder.build(), "localhost", 0);
    }

    SettableClock clock() {
        return clock;
    }

    /** Stores a session and remembers its secrets; gives its handle. */
    String session(String user, Consumer<Session> content) {
        Session session = engine.create();
        if (user != null) {
            session.setPrincipal(user);
        }
        content.accept(session);
        engine.flush(session);
        secrets.add(session.id().value());
        engine.sessions()
                .stored(session)
                .ifPresent(each -> secrets.add(each.header().key().value()));
        return session.handle();
    }

    Operator operator() {
        return new Operator(server.uri());
    }

    Operator loggedIn() throws Exception {
        Operator operator = operator();
        operator.post("/login", "token", TOKEN);
        return operator;
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
