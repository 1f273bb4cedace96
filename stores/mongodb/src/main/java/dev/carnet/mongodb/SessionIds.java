package dev.carnet.mongodb;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import java.util.List;
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
 * Converts keys to values of {@code _id}: strings, or for Dancer's sessions, ObjectIds for keys of 24 lower-case
 * hexadecimal digits. Documents with any other {@code _id} are not sessions: they are counted and left alone.
 *
 * @param objectIds whether there are ObjectIds
 */
record SessionIds(boolean objectIds) {
    static final String ID = "_id";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");
    private static final char OF_STRING = 's';
    private static final char OF_OBJECT_ID = 'o';
    private static final String FIRST_OBJECT_ID = "o";

    BsonValue id(SessionKey key) {
        String value = key.value();
        return objectIds && HEX.matcher(value).matches()
                ? new BsonObjectId(new ObjectId(value))
                : new BsonString(value);
    }

    /**
     * The key of a document.
     *
     * @throws UnreadableSessionException if no session has such an {@code _id}
     */
    SessionKey key(BsonDocument document) {
        BsonValue id = document.get(ID);
        if (id instanceof BsonString text) {
            return SessionKey.ofStored(text.getValue());
        } else if (objectIds && id instanceof BsonObjectId objectId) {
            return new SessionKey(objectId.getValue().toHexString());
        }
        throw new UnreadableSessionException(
                "MongoDB: a document has an _id of a type that sessions do not have; it is left unchanged", null);
    }

    /** What a document is called in the server's own shell. */
    static String name(BsonDocument document) {
        BsonValue id = document.get(ID);
        return id instanceof BsonString text && !text.getValue().isEmpty()
                ? text.getValue()
                : new BsonDocument(ID, id).toJson();
    }

    BsonDocument is(SessionKey key) {
        return new BsonDocument(ID, id(key));
    }

    BsonDocument isAmong(List<BsonValue> ids) {
        return new BsonDocument(ID, new BsonDocument("$in", new BsonArray(ids)));
    }

    /**
     * Those after a cursor in the order of {@code _id}: strings first, then ObjectIds, never both in one query, which no index
     * would answer in that order.
     */
    BsonDocument isAfter(@Nullable String cursor) {
        if (cursor == null || cursor.charAt(0) == OF_STRING) {
            return comparison("$gt", new BsonString(cursor == null ? "" : cursor.substring(1)));
        }
        return cursor.equals(FIRST_OBJECT_ID)
                ? comparison("$gte", new BsonObjectId(new ObjectId("0".repeat(24))))
                : comparison("$gt", new BsonObjectId(new ObjectId(cursor.substring(1))));
    }

    /** What follows a page that is the last of its kind of keys. */
    @Nullable
    String nextKind(@Nullable String cursor) {
        boolean ofStrings = cursor == null || cursor.charAt(0) == OF_STRING;
        return objectIds && ofStrings ? FIRST_OBJECT_ID : null;
    }

    /** Those that a session may have. */
    BsonDocument isKey() {
        BsonDocument strings = comparison("$gt", new BsonString(""));
        if (!objectIds) {
            return strings;
        }
        BsonDocument others = comparison("$type", new BsonInt32(BsonType.OBJECT_ID.getValue()));
        return new BsonDocument("$or", new BsonArray(List.of(strings, others)));
    }

    /** Adds the range of the strings that begin with a prefix. */
    void addPrefix(String prefix, BsonArray all) {
        if (!prefix.isEmpty()) {
            all.add(comparison("$gte", new BsonString(prefix)));
            all.add(comparison("$lt", new BsonString(SessionQuery.endOf(prefix))));
        }
    }

    /** Those that {@link #isKey} leaves out. */
    BsonDocument isNoKey() {
        return new BsonDocument("$nor", new BsonArray(List.of(isKey())));
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
