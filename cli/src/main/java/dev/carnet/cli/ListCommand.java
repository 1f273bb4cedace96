package dev.carnet.cli;

import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
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
            "A handle is a session's public name: it is of no use in a cookie, stays the",
            "same when the session's id changes, and is what 'show' and 'revoke' want.",
            "",
            "Examples:",
            "  carnet list --user ada",
            "  carnet list --idle \"2 hours\" --limit 20",
            "  carnet list --json | jq -r '.[].user' | sort | uniq -c",
            "  carnet list --unreadable"
        })
final class ListCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Only this user's sessions.")
    private @Nullable String user;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Only sessions without an access for at least so long: 90 (seconds), 30m, \"2 hours\".")
    private @Nullable Duration idle;

    @Option(
            names = {"-a", "--all"},
            description = "Also sessions that have expired and are not swept yet.")
    private boolean all;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "At most so many.")
    private @Nullable Integer limit;

    @Option(
            names = "--unreadable",
            description = "In place of sessions, the records that cannot be read as one, named as the store's own tools"
                    + " do: a row's id, a key, a file. Such a record is nobody's session; these tools remove it.")
    private boolean unreadable;

    @Mixin
    private final JsonOption json = new JsonOption();

    ListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Instant now = shell.clock().instant();
        try (OpenStore open = config.choose(shell).open(shell.clock())) {
            if (unreadable) {
                return listUnreadable(open);
            }
            SessionQuery query = query(open, now);
            Visit visit = new Visit(json.isSet() ? new JsonListing(shell, now) : new TableListing(shell, now));
            int passedOver = open.sessions().scan(query, visit::add);
            visit.end();
            Unreadable.report(shell, passedOver);
        }
        return ExitCode.DONE;
    }

    private int listUnreadable(OpenStore open) {
        UnreadableListing listing = new UnreadableListing(shell, json.isSet());
        int unused = open.sessions().scan(SessionQuery.ALL, listing);
        listing.end();
        return ExitCode.DONE;
    }

    private SessionQuery query(OpenStore open, Instant now) {
        SessionQuery query = all ? SessionQuery.ALL : open.sessions().live(SessionQuery.ALL);
        query = user == null ? query : query.ofPrincipal(user);
        return idle == null ? query : query.idleSince(now.minus(idle));
    }

    /** One run through the sessions. */
    private final class Visit {
        private final SessionListing listing;
        private long count;
        private boolean more;

        Visit(SessionListing listing) {
            this.listing = listing;
        }

        /** Returns whether to go on. */
        boolean add(SessionRecord session) {
            if (limit != null && count == limit) {
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

        void end() {
            listing.end(count, more);
        }
    }
}
