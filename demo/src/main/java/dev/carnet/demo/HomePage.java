package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.event.SessionInfo;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.spi.StoreTraits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows the session from both sides: as the application sees it, and as the store holds it. Changes nothing. */
final class HomePage implements Handler {
    private static final int HIGHEST_PORT = 65_535;

    private final SessionEngine engine;
    private final String database;

    /** Asks the database for its name, once. */
    HomePage(SessionEngine engine) {
        this.engine = engine;
        this.database = DatabaseName.of(engine.store());
    }

    /** Sends the browser here after a form, so that reloading the page does not send it again. */
    static void redirect(HttpServletResponse response) throws IOException {
        response.sendRedirect("/", HttpServletResponse.SC_SEE_OTHER);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Session> session = SessionFilter.session(request);
        HtmlPage page = new HtmlPage(
                server(request),
                session.map(Visit::of).orElse(Visit.NONE),
                session.map(HomePage::facts).orElse(null),
                session.flatMap(this::stored).orElse(null),
                session.map(this::logins).orElse(List.of()));
        Html.send(response, 200, "page", page);
    }

    private HtmlPage.Server server(HttpServletRequest request) {
        StoreTraits store = engine.store().traits();
        int port = request.getServerPort();
        return new HtmlPage.Server(
                database,
                store.name(),
                store.durable(),
                store.shared(),
                ProcessHandle.current().pid(),
                port,
                port < HIGHEST_PORT ? port + 1 : port - 1);
    }

    private static HtmlPage.Facts facts(Session session) {
        Duration idle = session.maxIdle();
        Instant end = session.endsAt();
        return new HtmlPage.Facts(
                session.handle(),
                Moment.of(session.createdAt()),
                Moment.of(session.lastAccessedAt()),
                idle == null ? "none" : Phrases.of(idle),
                end == null ? null : Moment.of(end));
    }

    private Optional<StoredRecord> stored(Session session) {
        return engine.sessions()
                .stored(session)
                .map(found -> StoredRecord.of(found, engine.options().hashIds()));
    }

    /** The user's sessions, the latest first. */
    private List<HtmlPage.Login> logins(Session session) {
        String user = session.principal();
        return user == null
                ? List.of()
                : engine.sessions().ofPrincipal(user).stream()
                        .sorted(Comparator.comparing(SessionInfo::lastAccessedAt)
                                .reversed())
                        .map(each -> new HtmlPage.Login(
                                each.handle(),
                                Moment.of(each.lastAccessedAt()),
                                each.handle().equals(session.handle())))
                        .toList();
    }
}
