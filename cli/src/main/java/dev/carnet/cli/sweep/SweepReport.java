package dev.carnet.cli.sweep;

import dev.carnet.BulkResult;
import dev.carnet.cli.command.Unreadable;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.text.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What {@code sweep} did, or would do. For use by one thread. */
final class SweepReport {
    private final @Nullable Duration age;
    private final boolean dryRun;
    private BulkResult expired = new BulkResult(0, 0);
    private long foreign;
    private long untold;
    private boolean stopped;

    /** @param age by which foreign sessions are ended; null if they are not */
    SweepReport(@Nullable Duration age, boolean dryRun) {
        this.age = age;
        this.dryRun = dryRun;
    }

    void expired(BulkResult result) {
        expired = result;
    }

    void foreign(long ended, long withoutAge) {
        foreign = ended;
        untold = withoutAge;
    }

    void stopped(boolean isStopped) {
        stopped |= isStopped;
    }

    boolean isStopped() {
        return stopped;
    }

    /** All that were deleted. */
    long sessions() {
        return expired.sessions() + foreign;
    }

    /** Foreign sessions whose age nothing tells. */
    long untold() {
        return untold;
    }

    void print(Shell shell, boolean asJson) {
        if (asJson) {
            printJson(shell);
        } else {
            String does = dryRun ? " would be deleted" : " deleted";
            String rest = stopped ? "; stopped, there may be more" : "";
            shell.out().println(Words.count(expired.sessions(), "expired session") + does + rest);
            if (age != null) {
                shell.out()
                        .println(Words.count(foreign, "session") + " without an expiry, older than "
                                + Words.exactly(age, "") + "," + does + rest);
            }
        }
        if (untold > 0) {
            shell.err()
                    .println("carnet: " + Words.count(untold, "session")
                            + " without an expiry left: neither the store nor the id contains their age. A column"
                            + " last_active in a SQL table records it from now on; 'carnet revoke' ends one"
                            + " or all");
        }
        Unreadable.report(shell, expired.unreadable());
    }

    private void printJson(Shell shell) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeNumberProperty(dryRun ? "expired" : "deleted", expired.sessions());
            if (age != null) {
                json.writeNumberProperty(dryRun ? "unknown_old" : "unknown_deleted", foreign);
                json.writeNumberProperty("unknown_age", untold);
            }
            json.writeNumberProperty("unreadable", expired.unreadable());
            json.writeEndObject();
        }
        shell.out().println();
    }
}
