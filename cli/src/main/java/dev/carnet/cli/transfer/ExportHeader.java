package dev.carnet.cli.transfer;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.StoreTraits;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An exported file's first line: what is in it.
 *
 * @param source the configuration it was exported with
 * @param store the store's name
 * @param encoding the store's
 * @param user whose sessions alone; null for everybody's
 * @param keys whether it has what an import needs
 */
record ExportHeader(
        String source,
        String store,
        Encoding encoding,
        @Nullable String user,
        boolean keys) {
    private static final String FORMAT = "carnet-sessions-1";

    String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.oneLine(text)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeStringProperty("source", source);
            json.writeStringProperty("store", store);
            json.writeStringProperty("encoding", encoding.name());
            SessionJson.string(json, "user", user);
            json.writeBooleanProperty("keys", keys);
            json.writeEndObject();
        }
        return LineSum.add(text.toString());
    }

    /**
     * Reads a file's first line.
     *
     * @throws BadLineException if it is none
     */
    static ExportHeader of(String line) throws BadLineException {
        if (LineSum.verified(line).isEmpty()) {
            throw new BadLineException("this file was not written by 'carnet export', or its first line is damaged");
        }
        Map<String, byte[]> members = Json.members(line);
        String format = Json.text(members.get("format"));
        if (!FORMAT.equals(format)) {
            throw new BadLineException("the file's format is " + format + "; this program reads " + FORMAT);
        }
        return new ExportHeader(
                String.valueOf(Json.text(members.get("source"))),
                String.valueOf(Json.text(members.get("store"))),
                Encoding.valueOf(String.valueOf(Json.text(members.get("encoding")))),
                Json.text(members.get("user")),
                "true".equals(Json.text(members.get("keys"))));
    }

    /** A store's traits whose sessions would read as those in the file. */
    StoreTraits traits() {
        Encoding inFile = encoding == Encoding.JSON_GRAPH ? Encoding.JSON_GRAPH : Encoding.JSON_TEXT;
        return new StoreTraits("the file", inFile, false, false, true, true, Long.MAX_VALUE);
    }
}
