package dev.carnet.cli.transfer;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * A session as one line of an exported file.
 *
 * @param session with its values as JSON
 * @param raw further attributes whose values are no JSON, as the store had them; seldom any
 */
record SessionLine(SessionRecord session, Map<String, Encoded> raw) {

    /**
     * The line, with its checksum.
     *
     * @param keys whether with what an import needs and nobody else: key and version
     */
    String text(boolean keys) {
        SessionHeader header = session.header();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.oneLine(text)) {
            json.writeStartObject();
            json.writeStringProperty("handle", header.handle());
            SessionJson.string(json, "user", header.principal());
            SessionJson.instant(json, "createdAt", header.createdAt());
            SessionJson.instant(json, "lastAccessedAt", header.lastAccessedAt());
            SessionJson.instant(json, "expiresAt", header.expiresAt());
            SessionJson.instant(json, "endsAt", header.endsAt());
            Duration maxIdle = header.maxIdle();
            SessionJson.string(json, "maxIdle", maxIdle == null ? null : maxIdle.toString());
            json.writeObjectPropertyStart("attributes");
            session.attributes().values().forEach((name, value) -> {
                json.writeName(name);
                Json.copy(value.bytes(), json);
            });
            json.writeEndObject();
            if (keys || !raw.isEmpty()) {
                writeRaw(json);
            }
            if (keys) {
                writeForImport(json, header);
            }
            json.writeEndObject();
        }
        return LineSum.add(text.toString());
    }

    private void writeRaw(JsonGenerator json) {
        json.writeObjectPropertyStart("raw");
        raw.forEach((name, value) ->
                json.writeStringProperty(name, Base64.getEncoder().encodeToString(value.bytes())));
        json.writeEndObject();
    }

    private void writeForImport(JsonGenerator json, SessionHeader header) {
        json.writeObjectPropertyStart("types");
        session.attributes().values().forEach((name, value) -> writeType(json, name, value));
        raw.forEach((name, value) -> writeType(json, name, value));
        json.writeEndObject();
        json.writeStringProperty("key", header.key().value());
        SessionJson.string(
                json, "hashed", header.hashed() == null ? null : header.hashed().toString());
        json.writeStringProperty("version", Long.toString(header.version()));
    }

    private static void writeType(JsonGenerator json, String name, Encoded value) {
        if (value.types() != null) {
            json.writeStringProperty(name, value.types());
        }
    }

    /**
     * Reads a line that was written with keys, and whose checksum is right.
     *
     * @throws BadLineException if it is no session
     */
    static SessionLine of(String line) throws BadLineException {
        try {
            Map<String, byte[]> members = Json.members(line);
            Map<String, String> types = texts(members, "types");
            Map<String, Encoded> values = new LinkedHashMap<>();
            Json.members(required(members, "attributes"))
                    .forEach((name, value) -> values.put(name, Encoded.of(value, types.get(name))));
            Map<String, Encoded> raw = new LinkedHashMap<>();
            texts(members, "raw")
                    .forEach((name, value) ->
                            raw.put(name, Encoded.of(Base64.getDecoder().decode(value), types.get(name))));
            Attributes attributes = new Attributes(values);
            return new SessionLine(new SessionRecord(header(members, attributes.size()), attributes), raw);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new BadLineException("it is not a session: " + e.getClass().getSimpleName());
        }
    }

    private static SessionHeader header(Map<String, byte[]> members, int size) throws BadLineException {
        String hashed = Json.text(members.get("hashed"));
        String maxIdle = Json.text(members.get("maxIdle"));
        return new SessionHeader(
                new SessionKey(text(members, "key")),
                hashed == null ? null : Boolean.valueOf(hashed),
                text(members, "handle"),
                Long.parseLong(text(members, "version")),
                instant(members, "createdAt", Instant.EPOCH),
                instant(members, "lastAccessedAt", Instant.EPOCH),
                maxIdle == null ? null : Duration.parse(maxIdle),
                Json.text(members.get("endsAt")) == null ? null : instant(members, "endsAt", Instant.EPOCH),
                instant(members, "expiresAt", SessionHeader.NEVER),
                Json.text(members.get("user")),
                size);
    }

    private static Instant instant(Map<String, byte[]> members, String name, Instant none) {
        String text = Json.text(members.get(name));
        return text == null ? none : Instant.parse(text);
    }

    private static Map<String, String> texts(Map<String, byte[]> members, String name) throws BadLineException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> each :
                Json.members(required(members, name)).entrySet()) {
            texts.put(each.getKey(), String.valueOf(Json.text(each.getValue())));
        }
        return texts;
    }

    private static String text(Map<String, byte[]> members, String name) throws BadLineException {
        String text = Json.text(required(members, name));
        if (text == null) {
            throw new BadLineException("it has no \"" + name + "\"");
        }
        return text;
    }

    private static byte[] required(Map<String, byte[]> members, String name) throws BadLineException {
        byte @Nullable [] value = members.get(name);
        if (value == null) {
            throw new BadLineException("it has no \"" + name + "\"");
        }
        return value;
    }
}
