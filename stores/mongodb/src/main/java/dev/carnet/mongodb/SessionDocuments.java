package dev.carnet.mongodb;

import dev.carnet.bson.BsonFields;
import dev.carnet.bson.BsonText;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.StoredHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinaryReader;
import org.bson.BsonObjectId;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Writes sessions as documents.
 *
 * @param layout where attributes and Carnet's fields stand
 * @param ids how keys are stored
 */
record SessionDocuments(Layout layout, SessionIds ids) {

    /** A session's whole document. */
    RawBsonDocument write(SessionRecord session) {
        return fields(session).document();
    }

    /**
     * The same with the fields of other programs. Names that begin with a dollar sign are omitted, because a
     * replacement document must not contain them.
     */
    RawBsonDocument write(SessionRecord session, RawBsonDocument before) {
        BsonFields fields = fields(session);
        ByteBuffer bytes = before.getByteBuffer().asNIO();
        BsonBinaryReader in = new BsonBinaryReader(bytes.duplicate());
        in.readStartDocument();
        while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String field = in.readName();
            if (layout.isOfOthers(field) && !field.startsWith("$")) {
                fields.value(field, Encoded.of(BsonFields.skipped(in, bytes), null));
            } else {
                in.skipValue();
            }
        }
        return fields.document();
    }

    private BsonFields fields(SessionRecord session) {
        BsonFields fields = new BsonFields();
        id(session.header(), fields);
        if (layout == Layout.DATA) {
            attributes(session.attributes(), fields.start(Layout.ATTRIBUTES)).end();
            header(session.header(), fields);
            types(session.attributes(), fields);
        } else {
            attributes(session.attributes(), fields);
            header(session.header(), fields.start(Layout.OWN));
            types(session.attributes(), fields);
            fields.end();
        }
        return fields;
    }

    private void id(SessionHeader header, BsonFields fields) {
        BsonValue id = ids.id(header.key());
        if (id instanceof BsonObjectId objectId) {
            fields.objectId(SessionIds.ID, objectId.getValue());
        } else {
            fields.string(SessionIds.ID, header.key().value());
        }
    }

    private BsonFields attributes(Attributes attributes, BsonFields fields) {
        attributes.values().forEach((name, value) -> fields.value(layout.stored(name), value));
        return fields;
    }

    private static void header(SessionHeader header, BsonFields fields) {
        String format = StoredHeader.format(header);
        if (format != null) {
            fields.string(Layout.FORMAT, format);
        }
        fields.string(Layout.HANDLE, header.handle());
        fields.int64(Layout.VERSION, header.version());
        fields.date(Layout.CREATED, header.createdAt());
        fields.date(Layout.ACCESSED, header.lastAccessedAt());
        fields.date(Layout.EXPIRES, header.expiresAt());
        Duration maxIdle = header.maxIdle();
        if (maxIdle != null) {
            fields.int64(Layout.MAX_IDLE, millis(maxIdle));
        }
        Instant endsAt = header.endsAt();
        if (endsAt != null) {
            fields.date(Layout.ENDS, endsAt);
        }
        String principal = header.principal();
        if (principal != null) {
            fields.string(Layout.PRINCIPAL, BsonText.escape(principal));
        }
        fields.int32(Layout.SIZE, header.size());
    }

    private static void types(Attributes attributes, BsonFields fields) {
        boolean begun = false;
        for (var each : attributes.values().entrySet()) {
            String note = each.getValue().types();
            if (note != null) {
                if (!begun) {
                    fields.start(Layout.TYPES);
                    begun = true;
                }
                fields.string(Layout.typeField(each.getKey()), note);
            }
        }
        if (begun) {
            fields.end();
        }
    }

    /** Limited to what a number of milliseconds can hold, 292 million years. */
    static long millis(Duration duration) {
        return TimeUnit.MILLISECONDS.convert(duration);
    }
}
