package dev.carnet.console;

import dev.carnet.BulkResult;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Ends sessions: first asks, saying how many, then does it. */
final class EndPage {
    private final ConsoleStore console;
    private final Watch watch;
    private final Counts counts;
    private final Works works;

    EndPage(ConsoleStore console, Watch watch, Counts counts, Works works) {
        this.console = console;
        this.watch = watch;
        this.counts = counts;
        this.works = works;
    }

    /**
     * What the question shows.
     *
     * @param what {@code some}, {@code user} or {@code all}
     * @param user as it is, for the form; empty if not of a user
     * @param about whether the number is from a while ago
     * @param counting whether the store is still counting
     */
    record Page(
            String what,
            List<String> handles,
            String user,
            String userShown,
            String count,
            boolean about,
            boolean counting,
            boolean none) {}

    void ask(Exchange exchange) throws IOException {
        String what = exchange.field("what");
        List<String> handles = what.equals("some") ? handles(exchange) : List.of();
        String user = what.equals("user") ? user(exchange) : "";
        Optional<Counted> count =
                switch (what) {
                    case "some" -> Optional.of(new Counted(handles.size(), false));
                    case "user" -> ofUser(user);
                    case "all" -> all();
                    default -> throw unknown();
                };
        exchange.page(
                "end",
                new Page(
                        what,
                        handles.stream().map(Printable::line).toList(),
                        user,
                        Printable.line(user),
                        count.filter(Counted::isKnown)
                                .map(each -> Words.count(each.number(), "session"))
                                .orElse("all sessions"),
                        count.filter(each -> each.earlier() && each.isKnown()).isPresent(),
                        count.isEmpty(),
                        count.filter(Counted::isNone).isPresent()));
    }

    private static long expected(Optional<Counted> count) {
        return count.map(Counted::number).orElse(Work.UNKNOWN);
    }

    /** The store's own number; one from a moment ago where counting takes long; empty while the store still counts. */
    private Optional<Counted> all() {
        return watch.live() > SURE ? Optional.of(new Counted(watch.live(), true)) : counts.of("all", SessionQuery.ALL);
    }

    /** More sessions than these are not counted while somebody waits. */
    private static final long SURE = 10_000;

    private Optional<Counted> ofUser(String user) {
        return counts.of("user " + user, query(user));
    }

    void end(Exchange exchange) throws IOException {
        Work work =
                switch (exchange.field("what")) {
                    case "some" -> endSome(exchange.audit(console), handles(exchange));
                    case "user" -> endUser(exchange.audit(console), user(exchange));
                    case "all" -> endAll(exchange);
                    default -> throw unknown();
                };
        exchange.seeOther("/work?id=" + work.id());
    }

    private Work endSome(AuditTrail trail, List<String> handles) {
        return works.begin(new Work.Order(
                trail,
                AuditAction.REVOKE_ONE,
                String.join(" ", handles),
                "End " + Words.count(handles.size(), "session"),
                handles.size(),
                progress -> endEach(handles, progress)));
    }

    private BulkResult endEach(List<String> handles, LongConsumer progress) {
        long ended = 0;
        for (String each : handles) {
            if (console.sessions().revoke(each)) {
                ended++;
                progress.accept(1);
            }
        }
        return new BulkResult(ended, 0);
    }

    private Work endUser(AuditTrail trail, String user) {
        return works.begin(new Work.Order(
                trail,
                AuditAction.REVOKE_USER,
                user,
                "End the sessions of " + Printable.line(user),
                expected(ofUser(user)),
                progress -> console.sessions().revoke(query(user), progress)));
    }

    private Work endAll(Exchange exchange) {
        if (!exchange.field("sure").equals("yes")) {
            throw new RefusedRequestException(
                    400, "Nothing was ended. Tick the box to end the sessions of all" + " users.");
        }
        return works.begin(new Work.Order(
                exchange.audit(console),
                AuditAction.REVOKE_ALL,
                "",
                "End the sessions of all users",
                expected(all()),
                progress -> console.sessions().revoke(SessionQuery.ALL, progress)));
    }

    private static SessionQuery query(String user) {
        return SessionQuery.ALL.ofPrincipal(user);
    }

    private static List<String> handles(Exchange exchange) {
        List<String> handles = exchange.fields("handle");
        if (handles.isEmpty()) {
            throw new RefusedRequestException(400, "No session is selected. Tick the sessions to end.");
        }
        return handles;
    }

    /** Blanks count: they may be a part of the name. */
    private static String user(Exchange exchange) {
        String user = exchange.request().getParameter("user");
        if (user == null || user.isEmpty()) {
            throw new RefusedRequestException(400, "No user is named.");
        }
        return user;
    }

    private static RefusedRequestException unknown() {
        return new RefusedRequestException(400, "Nothing is selected. Go back and choose what to end.");
    }
}
