package dev.carnet.cli.list;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionHeader;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** For programs: one JSON array. */
final class JsonListing implements SessionListing {
    private final Shell shell;
    private final Instant now;
    private final JsonGenerator json;

    JsonListing(Shell shell, Instant now) {
        this.shell = shell;
        this.now = now;
        this.json = Json.lineByLine(shell.out());
        json.writeStartArray();
    }

    @Override
    public void add(SessionHeader session) {
        json.writeStartObject();
        SessionJson.writeHeader(json, session, now);
        json.writeEndObject();
    }

    @Override
    public void printPage() {
        json.flush();
    }

    @Override
    public boolean wantsRest() {
        return false;
    }

    @Override
    public void end(long count, long more) {
        json.writeEndArray();
        json.flush();
        shell.out().println();
    }
}
