package dev.carnet.cli.list;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * One session, whole.
 *
 * @param session what the store holds
 * @param keyIsDigest whether its key is a digest; if not, the key would be a working cookie and is not shown
 * @param now the time
 */
record SessionView(SessionRecord session, boolean keyIsDigest, Instant now) {

    /** Prints it for people. */
    void print(Shell shell) {
        printHeader(shell);
        shell.out().println();
        shell.out().println(session.attributes().names().isEmpty() ? "No attributes." : "Attributes");
        Map<String, Encoded> readable = attributes(SessionView::isReadable);
        if (!readable.isEmpty()) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = Json.indented(text)) {
                writeValues(json, readable);
            }
            shell.out().println(Printable.lines(text.toString()));
        }
        printNotes(shell);
        printUnreadable(shell);
    }

    private void printHeader(Shell shell) {
        SessionHeader header = session.header();
        String user = header.principal();
        Instant endsAt = header.endsAt();
        Table table = Table.ofNames(shell);
        table.add("Handle", Printable.line(header.handle()));
        table.add("User", user == null ? "-" : Printable.line(user));
        table.add("Created", instant(header.createdAt()));
        table.add("Last access", instant(header.lastAccessedAt()));
        table.add(header.isExpiredBy(now) ? "Expired" : "Expires", instant(header.expiresAt()));
        table.add("Idle limit", Words.exactly(header.maxIdle(), "none"));
        table.add("Ends by", endsAt == null ? "never" : instant(endsAt));
        table.add("Size", Words.size(header.size()));
        table.add(
                "Store key",
                keyIsDigest ? Printable.line(header.key().value()) : "not shown: it would work as a" + " cookie");
        if (header.isForeign()) {
            table.add("Written by", "another application, without Carnet's bookkeeping");
        }
        table.print();
    }

    private String instant(Instant instant) {
        boolean known = !instant.equals(SessionHeader.NEVER) && !instant.equals(Instant.EPOCH);
        return (known ? instant + ", " : "") + Words.relative(instant, now);
    }

    private void printNotes(Shell shell) {
        Map<String, Encoded> noted = attributes(value -> value.types() != null);
        if (!noted.isEmpty()) {
            shell.out().println();
            shell.out().println("Types noted beside the values");
            Table table = Table.ofNames(shell);
            noted.forEach((name, value) ->
                    table.add("  " + Printable.line(name), Printable.line(String.valueOf(value.types()))));
            table.print();
        }
    }

    private void printUnreadable(Shell shell) {
        Map<String, Encoded> unreadable = attributes(value -> !isReadable(value));
        if (!unreadable.isEmpty()) {
            shell.out().println();
            shell.out().println("Not readable as JSON");
            Table table = Table.ofNames(shell);
            unreadable.forEach(
                    (name, value) -> table.add("  " + Printable.line(name), Words.size(value.bytes().length)));
            table.print();
        }
    }

    /** Prints it for programs. What cannot be read as JSON is given in base64. */
    void printJson(Shell shell) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            SessionJson.writeHeader(json, session.header(), now);
            SessionJson.string(json, "key", keyIsDigest ? session.header().key().value() : null);
            json.writeName("attributes");
            writeValues(json, attributes(SessionView::isReadable));
            json.writeName("types").writeStartObject();
            attributes(value -> value.types() != null)
                    .forEach((name, value) -> SessionJson.string(json, name, value.types()));
            json.writeEndObject();
            json.writeName("unreadable").writeStartObject();
            attributes(value -> !isReadable(value))
                    .forEach((name, value) -> json.writeBinaryProperty(name, value.bytes()));
            json.writeEndObject();
            json.writeEndObject();
        }
        shell.out().println();
    }

    private static void writeValues(JsonGenerator json, Map<String, Encoded> values) {
        json.writeStartObject();
        values.forEach((name, value) -> {
            json.writeName(name);
            Json.copy(value.bytes(), json);
        });
        json.writeEndObject();
    }

    private Map<String, Encoded> attributes(Predicate<Encoded> condition) {
        Map<String, Encoded> chosen = new LinkedHashMap<>(session.attributes().values());
        chosen.values().removeIf(condition.negate());
        return chosen;
    }

    private static boolean isReadable(Encoded value) {
        return Json.isValue(value.bytes());
    }
}
