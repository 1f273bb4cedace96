package dev.carnet.cli.revoke;

import dev.carnet.BulkResult;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import tools.jackson.core.JsonGenerator;

/** What {@code revoke} and {@code sweep} did, for programs. */
final class BulkJson {
    private BulkJson() {}

    /**
     * Prints one object.
     *
     * @param done what was done to the sessions, as the property's name
     */
    static void print(Shell shell, String done, BulkResult result) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeNumberProperty(done, result.sessions());
            json.writeNumberProperty("unreadable", result.unreadable());
            json.writeEndObject();
        }
        shell.out().println();
    }
}
