package dev.carnet.cli.list;

import dev.carnet.SessionDirectory.Visitor;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import tools.jackson.core.JsonGenerator;

/** Prints what {@code list --unreadable} finds: the names of records that cannot be read, a line each, or a JSON array. */
final class UnreadableListing implements Visitor {
    private final Shell shell;
    private final JsonGenerator json;
    private final boolean isJson;
    private long count;

    UnreadableListing(Shell shell, boolean isJson) {
        this.shell = shell;
        this.isJson = isJson;
        this.json = Json.lineByLine(shell.out());
        if (isJson) {
            json.writeStartArray();
        }
    }

    @Override
    public boolean visit(SessionRecord session) {
        return shell.isHeard();
    }

    @Override
    public void unreadable(String name) {
        count++;
        if (isJson) {
            json.writeString(name);
        } else {
            shell.out().println(Printable.line(name));
        }
    }

    void end() {
        if (isJson) {
            json.writeEndArray();
            json.flush();
            shell.out().println();
        } else if (count == 0) {
            shell.out().println("No unreadable records.");
        } else if (shell.screen().isOut()) {
            shell.out().println();
            shell.out()
                    .println(Words.count(count, "record")
                            + ", by the names of the store's own tools; use these to inspect and remove them");
        }
    }
}
