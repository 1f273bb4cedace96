package dev.carnet.cli.list;

import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.cli.terminal.Table.Column;
import dev.carnet.cli.terminal.Table.Fit;
import dev.carnet.spi.SessionHeader;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.time.Instant;
import java.util.Locale;

/** For people: a table, under it on a terminal how many there are. */
final class TableListing implements SessionListing {
    private static final int LONGEST_HANDLE = 24;

    private final Shell shell;
    private final Instant now;
    private final Table table;

    TableListing(Shell shell, Instant now) {
        this.shell = shell;
        this.now = now;
        this.table = new Table(
                shell,
                new Column("HANDLE", Fit.LEFT),
                new Column("USER", Fit.CUT),
                new Column("CREATED", Fit.LEFT),
                new Column("LAST ACCESS", Fit.LEFT),
                new Column("EXPIRES", Fit.LEFT),
                new Column("SIZE", Fit.RIGHT));
    }

    @Override
    public void add(SessionHeader session) {
        String user = session.principal();
        table.add(
                handle(session.handle()),
                user == null ? "-" : Printable.line(user),
                Words.relative(session.createdAt(), now),
                Words.relative(session.lastAccessedAt(), now),
                Words.relative(session.expiresAt(), now),
                Words.size(session.size()));
    }

    /** One that Carnet did not make may be anything; it could not be used with other commands anyhow. */
    private static String handle(String text) {
        String printable = Printable.line(text);
        return printable.length() <= LONGEST_HANDLE ? printable : printable.substring(0, LONGEST_HANDLE) + "…";
    }

    @Override
    public void printPage() {
        table.print();
    }

    @Override
    public boolean wantsRest() {
        return shell.screen().isOut();
    }

    @Override
    public void end(long count, long more) {
        if (count == 0) {
            shell.out().println("No sessions.");
            return;
        }
        table.print();
        if (shell.screen().isOut()) {
            shell.out().println();
            shell.out().println(summary(count, more));
        } else if (more != 0) {
            shell.err().println("carnet: " + summary(count, more));
        }
    }

    private static String summary(long count, long more) {
        if (more == 0) {
            return Words.count(count, "session");
        }
        String hint = "; use --limit to show more";
        return more == SOME
                ? Words.count(count, "session") + ", there are more" + hint
                : String.format(Locale.ROOT, "%,d of ", count) + Words.count(count + more, "session") + hint;
    }
}
