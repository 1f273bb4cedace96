package dev.carnet.console;

import dev.carnet.audit.AuditAction;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.io.IOException;
import java.util.Optional;

/** Deletes expired sessions. */
final class SweepPage {
    private static final int MANY = 10_000;

    private final ConsoleStore console;
    private final Watch watch;
    private final Counts counts;
    private final Works works;

    SweepPage(ConsoleStore console, Watch watch, Counts counts, Works works) {
        this.console = console;
        this.watch = watch;
        this.counts = counts;
        this.works = works;
    }

    /**
     * What the question shows.
     *
     * @param count how many, in words
     * @param nativeExpiry whether the technology does it by itself
     */
    record Page(String count, boolean none, boolean nativeExpiry) {}

    void ask(Exchange exchange) throws IOException {
        Optional<Counted> expired = expired();
        exchange.page(
                "sweep",
                new Page(
                        expired.filter(Counted::isKnown)
                                .map(each -> Words.count(each.number(), "session") + " that expired")
                                .orElse("the sessions that expired"),
                        expired.filter(Counted::isNone).isPresent(),
                        console.store().traits().nativeExpiry()));
    }

    void sweep(Exchange exchange) {
        Work work = works.begin(new Work.Order(
                exchange.audit(console),
                AuditAction.SWEEP,
                "",
                "Sweep expired sessions",
                expired().map(Counted::number).orElse(Work.UNKNOWN),
                progress -> console.sessions().sweep(progress)));
        exchange.seeOther("/work?id=" + work.id());
    }

    /**
     * Counted now, unless there were too many a moment ago; empty where that takes long, as it does where the technology deletes
     * them by itself and so has no index of them.
     */
    private Optional<Counted> expired() {
        if (console.store().traits().nativeExpiry()) {
            return Optional.empty();
        }
        Long known = watch.latest().map(Reading::expired).orElse(null);
        return known != null && known > MANY
                ? Optional.of(new Counted(known, true))
                : counts.of("expired", console.sessions().expired(SessionQuery.ALL));
    }
}
