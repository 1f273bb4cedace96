package dev.carnet.cli.list;

import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.command.Unreadable;
import dev.carnet.cli.selection.JsonValues;
import dev.carnet.cli.selection.Selection;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet list}: which sessions there are. */
@Command(
        name = "list",
        description = "Find sessions.",
        footer = {
            "",
            "A handle is a session's public name: it does not work as a cookie, stays the",
            "same when the session's id changes, and is the argument of 'show' and 'revoke'.",
            "The exit code is 1 if --user, --idle, --since or --where finds none.",
            "",
            "Examples:",
            "  carnet list --user ada",
            "  carnet list --idle \"2 hours\" --limit 20",
            "  carnet list --sort created --where role=admin",
            "  carnet list --json | jq -r '.[].user' | sort | uniq -c",
            "  carnet list --unreadable"
        })
public final class ListCommand implements Callable<Integer> {
    /** As many as somebody reads. */
    private static final int SHOWN = 50;

    /** As long as somebody waits for how many more there are. */
    private static final Duration COUNTING = Duration.ofSeconds(2);

    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final Selection which = new Selection();

    @Option(
            names = {"-s", "--sort"},
            paramLabel = "ORDER",
            converter = SortOrder.Converter.class,
            description =
                    "Sort by 'accessed' or 'created' (latest first), 'expires' (next first), 'size' (largest first)"
                            + " or 'user'. By default sessions are printed in the store's order, the first"
                            + " immediately.")
    private @Nullable SortOrder sort;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Maximum number of sessions; default is " + SHOWN + " on a terminal and with --sort,"
                    + " otherwise all.")
    private @Nullable Integer limit;

    @Option(
            names = "--unreadable",
            description = "List records that cannot be read as sessions instead, by the names of the store's own"
                    + " tools: a row's id, a key, a file. Nobody can use such a record; remove it with these tools.")
    private boolean unreadable;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    public ListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Instant now = shell.clock().instant();
        Configured configured = config.choose(shell);
        try (OpenStore open = configured.open(shell.clock())) {
            return unreadable ? listUnreadable(open) : list(open, configured, now);
        }
    }

    private int list(OpenStore open, Configured configured, Instant now) {
        SessionQuery query = which.query(open, now);
        SessionListing listing = json.isSet() ? new JsonListing(shell, now) : new TableListing(shell, now);
        Visit visit = new Visit(listing, new JsonValues(open.store().traits().encoding()));
        long listed = which.audited(audit, shell, configured, () -> {
            int passedOver = open.sessions().scan(query, visit::add);
            visit.end(() -> open.sessions().count(query));
            Unreadable.report(shell, passedOver);
            return visit.count;
        });
        return listed == 0 && which.isNarrowed() ? ExitCode.NO : ExitCode.DONE;
    }

    private int listUnreadable(OpenStore open) {
        UnreadableListing listing = new UnreadableListing(shell, json.isSet());
        int unused = open.sessions().scan(SessionQuery.ALL, listing);
        listing.end();
        return ExitCode.DONE;
    }

    /** How many are listed at most. */
    private int most() {
        if (limit != null) {
            return limit;
        }
        return sort != null || (shell.screen().isOut() && !json.isSet()) ? SHOWN : Integer.MAX_VALUE;
    }

    /** One run through the sessions. */
    private final class Visit {
        private final SessionListing listing;
        private final JsonValues values;
        private final int most = most();
        private final @Nullable FirstSessions first = sort == null ? null : new FirstSessions(sort.order(), most);
        private long count;
        private boolean more;

        Visit(SessionListing listing, JsonValues values) {
            this.listing = listing;
            this.values = values;
        }

        /** Returns whether to go on. */
        boolean add(SessionRecord session) {
            if (!which.matches(session, values)) {
                return true;
            }
            if (first != null) {
                first.add(session.header());
                count++;
                return true;
            }
            if (count == most) {
                more = true;
                return false;
            }
            listing.add(session.header());
            count++;
            if (count % SessionListing.PAGE == 0) {
                listing.printPage();
                return shell.isHeard();
            }
            return true;
        }

        /** @param all counts all that the store takes for meant */
        void end(LongSupplier all) {
            if (first != null) {
                List<SessionHeader> sorted = first.inOrder();
                sorted.forEach(listing::add);
                listing.end(sorted.size(), count - sorted.size());
            } else if (!more || (limit != null && !shell.screen().isOut())) {
                listing.end(count, 0);
            } else {
                boolean isKnown = !which.looksInside() && listing.wantsRest();
                OptionalLong counted = isKnown ? BoundedCount.within(COUNTING, all) : OptionalLong.empty();
                listing.end(
                        count, counted.isPresent() ? Math.max(1, counted.getAsLong() - count) : SessionListing.SOME);
            }
        }
    }
}
