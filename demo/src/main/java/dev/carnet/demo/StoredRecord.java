package dev.carnet.demo;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the store holds for a session, field by field. An operator's view: an application has no need of it. */
record StoredRecord(boolean keyIsDigest, List<Field> header, List<Value> attributes) {

    /** A field of the header. */
    record Field(String name, String value) {}

    /**
     * An attribute as it is stored.
     *
     * @param types the codec's note on the value's types, if it needs one
     */
    record Value(String name, String stored, @Nullable String types) {}

    /**
     * Shows a record.
     *
     * @param keyIsDigest whether the key is a digest; if not, it is the cookie's secret and is left out
     */
    static StoredRecord of(SessionRecord session, boolean keyIsDigest) {
        List<Value> attributes = new ArrayList<>();
        session.attributes()
                .values()
                .forEach((name, value) -> attributes.add(new Value(name, text(value), value.types())));
        return new StoredRecord(keyIsDigest, header(session.header(), keyIsDigest), attributes);
    }

    private static List<Field> header(SessionHeader header, boolean keyIsDigest) {
        List<Field> fields = new ArrayList<>();
        if (keyIsDigest) {
            fields.add(new Field("key", header.key().value()));
        }
        fields.add(new Field("handle", header.handle()));
        fields.add(new Field("version", Long.toString(header.version())));
        fields.add(new Field("principal", Objects.toString(header.principal(), "nobody")));
        fields.add(new Field("created", header.createdAt().toString()));
        fields.add(new Field("last access", header.lastAccessedAt().toString()));
        fields.add(new Field("expires", header.expiresAt().toString()));
        fields.add(new Field("idle limit", Objects.toString(header.maxIdle(), "none")));
        fields.add(new Field("ends", Objects.toString(header.endsAt(), "never")));
        fields.add(new Field("size", header.size() + " bytes"));
        return fields;
    }

    /** The bytes as text if they are some, else in hexadecimal digits. */
    private static String text(Encoded value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.bytes()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return HexFormat.of().formatHex(value.bytes());
        }
    }
}
