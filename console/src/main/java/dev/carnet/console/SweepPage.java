package dev.carnet.console;

import dev.carnet.audit.AuditAction;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.io.IOException;

/** Deletes expired sessions. */
final class SweepPage {
    private static final int MANY = 10_000;

    private final ConsoleStore console;
    private final Watch watch;
    private final Works works;

    SweepPage(ConsoleStore console, Watch watch, Works works) {
        this.console = console;
        this.watch = watch;
        this.works = works;
    }

    /**
     * What the question shows.
     *
     * @param nativeExpiry whether the technology does it by itself
     */
    record Page(String count, boolean none, boolean nativeExpiry) {}

    void ask(Exchange exchange) throws IOException {
        long expired = expired();
        exchange.page(
                "sweep",
                new Page(
                        Words.count(expired, "session"),
                        expired == 0,
                        console.store().traits().nativeExpiry()));
    }

    void sweep(Exchange exchange) {
        Work work = works.begin(new Work.Order(
                exchange.audit(console),
                AuditAction.SWEEP,
                "",
                "Sweep expired sessions",
                expired(),
                progress -> console.sessions().sweep(progress)));
        exchange.seeOther("/work?id=" + work.id());
    }

    /** Counted now, unless there were too many a moment ago. */
    private long expired() {
        Long known = watch.latest().map(Reading::expired).orElse(null);
        return known != null && known > MANY
                ? known
                : console.sessions().count(console.sessions().expired(SessionQuery.ALL));
    }
}
