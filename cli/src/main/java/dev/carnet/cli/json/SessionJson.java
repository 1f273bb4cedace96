package dev.carnet.cli.json;

import dev.carnet.spi.SessionHeader;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A session as JSON: what {@code list} and {@code show} have in common. */
public final class SessionJson {
    private SessionJson() {}

    /** Writes the header's properties into an object that is open. What nobody knows, and never, is null. */
    public static void writeHeader(JsonGenerator json, SessionHeader header, Instant now) {
        Duration maxIdle = header.maxIdle();
        json.writeStringProperty("handle", header.handle());
        string(json, "user", header.principal());
        instant(json, "createdAt", header.createdAt());
        instant(json, "lastAccessedAt", header.lastAccessedAt());
        instant(json, "expiresAt", header.expiresAt());
        instant(json, "endsAt", header.endsAt());
        string(json, "maxIdle", maxIdle == null ? null : maxIdle.toString());
        json.writeBooleanProperty("expired", header.isExpiredBy(now));
        json.writeNumberProperty("size", header.size());
    }

    public static void instant(JsonGenerator json, String name, @Nullable Instant instant) {
        boolean none = instant == null || instant.equals(SessionHeader.NEVER) || instant.equals(Instant.EPOCH);
        string(json, name, none ? null : String.valueOf(instant));
    }

    public static void string(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
