package dev.carnet.console;

import dev.carnet.audit.AuditAction;
import dev.carnet.text.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions, searched and paged. */
final class SessionsPage implements PageHandler {
    private final ConsoleStore console;
    private final Searcher searcher;
    private final SealedCursor cursors = new SealedCursor();

    SessionsPage(ConsoleStore console, Searcher searcher) {
        this.console = console;
        this.searcher = searcher;
    }

    /**
     * What the page shows.
     *
     * @param next the link to the next page; null on the last
     * @param start the link to the first page; null on that
     * @param sifted what the console itself looked at to find these; empty if the store found them
     */
    record Page(
            Search search,
            List<Row> rows,
            @Nullable String next,
            @Nullable String start,
            String sifted,
            long unreadable) {}

    @Override
    public void handle(Exchange exchange) throws IOException {
        String handle = exchange.field("handle");
        if (!handle.isEmpty()) {
            exchange.seeOther("/session?handle=" + SessionDetails.encoded(handle));
            return;
        }
        Search search = Search.of(exchange::field);
        String after = exchange.request().getParameter("after");
        boolean first = after == null || after.isEmpty();
        long seen = seen(exchange.field("seen"));
        Searcher.Found found = searcher.find(search, first ? null : cursors.open(after));
        if (search.looksInside()) {
            exchange.audit(console)
                    .record(
                            AuditAction.LOOK,
                            "where " + search.attribute(),
                            found.sessions().size(),
                            false);
        }
        Instant now = console.now();
        String cursor = found.cursor();
        exchange.page(
                "sessions",
                new Page(
                        search,
                        found.sessions().stream().map(each -> Row.of(each, now)).toList(),
                        cursor == null
                                ? null
                                : search.link(cursors.seal(cursor))
                                        + (search.sifts() ? "&seen=" + (seen + found.looked()) : ""),
                        first ? null : search.link(""),
                        search.sifts() ? Words.count(seen + found.looked(), "session") : "",
                        found.unreadable()));
    }

    /** How many sessions the pages before have looked at. */
    private static long seen(String digits) {
        return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
    }
}
