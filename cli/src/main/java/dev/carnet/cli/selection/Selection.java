package dev.carnet.cli.selection;

import dev.carnet.audit.AuditAction;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.DurationConverter;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sessions a command is about: the options that {@code list} and {@code stats} have in common. */
public final class Selection {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Only this user's sessions.")
    private @Nullable String user;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Only sessions without an access for at least this long: 90 (seconds), 30m, \"2 hours\".")
    private @Nullable Duration idle;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Only sessions with an access within this time.")
    private @Nullable Duration since;

    @Option(
            names = {"-w", "--where"},
            paramLabel = "NAME=VALUE",
            converter = Condition.Converter.class,
            description = "Only sessions with this attribute value: a text, a number, true, false or null; may be"
                    + " repeated.")
    private List<Condition> conditions = List.of();

    @Option(
            names = {"-a", "--all"},
            description = "Include expired sessions that are not swept yet.")
    private boolean all;

    /** What the store is asked. */
    public SessionQuery query(OpenStore open, Instant now) {
        SessionQuery query = all ? SessionQuery.ALL : open.sessions().live(SessionQuery.ALL);
        query = user == null ? query : query.ofPrincipal(user);
        query = idle == null ? query : query.idleSince(now.minus(idle));
        query = since == null ? query : query.accessedSince(now.minus(since));
        return looksInside() ? query.withAttributes() : query;
    }

    /** Whether the store cannot tell by itself which sessions are meant. */
    public boolean looksInside() {
        return !conditions.isEmpty();
    }

    /**
     * Looks, and leaves an audit trail if it looks at attributes: which, not for what. If the trail cannot be left, it does
     * not look.
     *
     * @param look gives how many were found
     */
    public long audited(AuditOption audit, Shell shell, Configured configured, LongSupplier look) {
        if (!looksInside()) {
            return look.getAsLong();
        }
        String names = conditions.stream().map(Condition::name).collect(Collectors.joining(", ", "where ", ""));
        return audit.trail(shell, configured.config().session()).audit(AuditAction.LOOK, names, look);
    }

    /** Whether one that the store has given is meant. */
    public boolean matches(SessionRecord session, JsonValues values) {
        if (conditions.isEmpty()) {
            return true;
        }
        SessionRecord readable = values.of(session);
        return conditions.stream().allMatch(each -> each.holds(readable));
    }

    /** Whether it says which, so that none may be found. */
    public boolean isNarrowed() {
        return user != null || idle != null || since != null || looksInside();
    }
}
