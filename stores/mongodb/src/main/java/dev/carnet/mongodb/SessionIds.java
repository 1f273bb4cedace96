package dev.carnet.mongodb;

import dev.carnet.spi.SessionKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Keys as the values of {@code _id}: strings, and where the original drew them as such, ObjectIds for keys of 24 lower-case
 * hexadecimal digits. Documents with any other {@code _id} are no sessions.
 *
 * @param objectIds whether there are ObjectIds
 */
record SessionIds(boolean objectIds) {
    static final String ID = "_id";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");
    private static final char OF_STRING = 's';
    private static final char OF_OBJECT_ID = 'o';

    BsonValue id(SessionKey key) {
        String value = key.value();
        return objectIds && HEX.matcher(value).matches()
                ? new BsonObjectId(new ObjectId(value))
                : new BsonString(value);
    }

    /** The key of a document, if it has one. */
    Optional<SessionKey> key(BsonDocument document) {
        BsonValue id = document.get(ID);
        String value = null;
        if (id instanceof BsonString text) {
            value = text.getValue();
        } else if (objectIds && id instanceof BsonObjectId objectId) {
            value = objectId.getValue().toHexString();
        }
        try {
            return Optional.ofNullable(value).map(SessionKey::new);
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    BsonDocument is(SessionKey key) {
        return new BsonDocument(ID, id(key));
    }

    BsonDocument isAmong(List<BsonValue> ids) {
        return new BsonDocument(ID, new BsonDocument("$in", new BsonArray(ids)));
    }

    /** Those after a cursor in the order of {@code _id}, in which strings come before ObjectIds. */
    BsonDocument isAfter(@Nullable String cursor) {
        if (cursor != null && cursor.charAt(0) == OF_OBJECT_ID) {
            return comparison("$gt", new BsonObjectId(new ObjectId(cursor.substring(1))));
        }
        BsonDocument strings = comparison("$gt", new BsonString(cursor == null ? "" : cursor.substring(1)));
        if (!objectIds) {
            return strings;
        }
        BsonDocument others = comparison("$type", new BsonInt32(BsonType.OBJECT_ID.getValue()));
        return new BsonDocument("$or", new BsonArray(List.of(strings, others)));
    }

    private static BsonDocument comparison(String operator, BsonValue value) {
        return new BsonDocument(ID, new BsonDocument(operator, value));
    }

    /** The cursor behind a document. */
    static String cursor(BsonDocument document) {
        return document.isObjectId(ID)
                ? OF_OBJECT_ID + document.getObjectId(ID).getValue().toHexString()
                : OF_STRING + document.getString(ID).getValue();
    }
}
