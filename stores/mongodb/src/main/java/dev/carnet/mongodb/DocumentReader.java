package dev.carnet.mongodb;

import dev.carnet.bson.BsonFields;
import dev.carnet.bson.BsonText;
import dev.carnet.bson.FieldNames;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.StoredHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document as a session, in one pass that copies the attributes' bytes without decoding them. For a single use
 * by one thread.
 */
final class DocumentReader {
    private static final int EXPECTED_NAMES = 8;

    private final Layout layout;
    private final RawBsonDocument document;
    private final ByteBuffer bytes;
    private final BsonBinaryReader in;

    private final Attributes.Builder attributes;
    private final Map<String, String> notes = new HashMap<>(0);
    private boolean hasAttributes;
    private boolean hasOwnNames = true;
    private @Nullable String format;
    private @Nullable String handle;
    private @Nullable Long version;
    private @Nullable Instant createdAt;
    private @Nullable Instant lastAccessedAt;
    private @Nullable Long maxIdle;
    private @Nullable Instant endsAt;
    private @Nullable Instant expiresAt;
    private @Nullable String principal;
    private @Nullable Long size;

    private DocumentReader(Layout layout, RawBsonDocument document) {
        this.layout = layout;
        this.document = document;
        this.bytes = document.getByteBuffer().asNIO();
        this.in = new BsonBinaryReader(bytes.duplicate());
        this.attributes = new Attributes.Builder(EXPECTED_NAMES, bytes.remaining());
        this.hasAttributes = layout == Layout.TOP_LEVEL;
    }

    /**
     * The session in a document.
     *
     * @throws UnreadableSessionException if there is none
     */
    static SessionRecord read(Layout layout, RawBsonDocument document, SessionKey key) {
        DocumentReader reader = new DocumentReader(layout, document);
        reader.readFields();
        return reader.session(key);
    }

    /**
     * The header in a document that was fetched without attributes.
     *
     * @throws UnreadableSessionException if there is none
     */
    static SessionHeader readHeader(Layout layout, RawBsonDocument document, SessionKey key) {
        DocumentReader reader = new DocumentReader(layout, document);
        reader.readFields();
        return reader.header(key, reader.size == null ? 0 : reader.size.intValue());
    }

    private void readFields() {
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String field = in.readName();
            if (layout == Layout.TOP_LEVEL) {
                readTopLevel(field);
            } else if (field.equals(Layout.ATTRIBUTES)) {
                requireType(field, BsonType.DOCUMENT);
                hasAttributes = true;
                in.readStartDocument();
                while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
                    readAttribute(in.readName());
                }
                in.readEndDocument();
            } else {
                readOwn(field);
            }
        }
    }

    private void readTopLevel(String field) {
        if (field.equals(Layout.OWN)) {
            requireType(field, BsonType.DOCUMENT);
            in.readStartDocument();
            while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
                readOwn(in.readName());
            }
            in.readEndDocument();
        } else if (Layout.isAttribute(field)) {
            readAttribute(field);
        } else {
            in.skipValue();
        }
    }

    private void readAttribute(String field) {
        hasOwnNames = hasOwnNames && layout.isOwnName(field);
        attributes.add(layout.attributeOf(field), BsonFields.skipped(in, bytes));
    }

    private void readOwn(String field) {
        if (in.getCurrentBsonType() == BsonType.NULL) {
            in.readNull();
            return;
        }
        switch (field) {
            case Layout.FORMAT -> format = text(field);
            case Layout.HANDLE -> handle = text(field);
            case Layout.VERSION -> version = whole(field);
            case Layout.CREATED -> createdAt = instant(field);
            case Layout.ACCESSED -> lastAccessedAt = instant(field);
            case Layout.MAX_IDLE -> maxIdle = whole(field);
            case Layout.ENDS -> endsAt = instant(field);
            case Layout.EXPIRES -> expiresAt = instant(field);
            case Layout.PRINCIPAL -> principal = BsonText.unescape(text(field));
            case Layout.SIZE -> size = whole(field);
            case Layout.TYPES -> readNotes(field);
            default -> in.skipValue();
        }
    }

    private void readNotes(String field) {
        requireType(field, BsonType.DOCUMENT);
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = FieldNames.unescape(in.readName());
            if (in.getCurrentBsonType() == BsonType.STRING) {
                notes.put(name, in.readString());
            } else {
                in.skipValue();
            }
        }
        in.readEndDocument();
    }

    private String text(String field) {
        requireType(field, BsonType.STRING);
        return in.readString();
    }

    private Instant instant(String field) {
        requireType(field, BsonType.DATE_TIME);
        return Instant.ofEpochMilli(in.readDateTime());
    }

    /** Another program that writes the document back may have made another number of it. */
    private long whole(String field) {
        if (in.getCurrentBsonType() == BsonType.INT32) {
            return in.readInt32();
        } else if (in.getCurrentBsonType() == BsonType.DOUBLE) {
            return (long) in.readDouble();
        }
        requireType(field, BsonType.INT64);
        return in.readInt64();
    }

    private void requireType(String field, BsonType wanted) {
        if (in.getCurrentBsonType() != wanted) {
            throw new UnreadableSessionException(
                    "MongoDB: the field '" + field + "' of a document has the type " + in.getCurrentBsonType()
                            + ", where " + wanted + " is required; the document is left unchanged",
                    null);
        }
    }

    private SessionRecord session(SessionKey key) {
        notes.forEach(attributes::note);
        Attributes read = attributes.build();
        SessionHeader header = header(key, read.size());
        return new SessionRecord(header, read, header.isForeign() || !hasOwnNames ? document : null);
    }

    private SessionHeader header(SessionKey key, int bytesOfAttributes) {
        if (!hasAttributes) {
            throw new UnreadableSessionException(
                    "MongoDB: a document has no field '" + Layout.ATTRIBUTES
                            + "' and so is not a session; it is left unchanged. If attributes are stored beside"
                            + " _id, set mongodb_layout: top_level",
                    null);
        }
        return new StoredHeader(
                        format,
                        handle,
                        version,
                        createdAt,
                        lastAccessedAt,
                        maxIdle == null ? null : Duration.ofMillis(maxIdle),
                        endsAt,
                        expiresAt,
                        principal)
                .read("MongoDB", key, bytesOfAttributes);
    }
}
