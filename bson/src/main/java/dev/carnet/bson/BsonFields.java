package dev.carnet.bson;

import dev.carnet.spi.Encoded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;

/**
 * Writes one BSON document, field by field, and copies values that are encoded already byte by byte. Names are written as
 * they are. For one use by one thread.
 */
public final class BsonFields {
    /** An {@link Encoded} is a document of one element: length, type, empty name, the value, the end. */
    private static final int TYPE_AT = 4;

    private static final int VALUE_AT = 6;
    private static final int AROUND_VALUE = VALUE_AT + 1;

    private final BasicOutputBuffer out = new BasicOutputBuffer(512);
    private final Deque<Integer> starts = new ArrayDeque<>(4);

    public BsonFields() {
        startDocument();
    }

    private void startDocument() {
        starts.push(out.getPosition());
        out.writeInt32(0);
    }

    private void endDocument() {
        int start = starts.pop();
        out.writeByte(0);
        out.writeInt32(start, out.getPosition() - start);
    }

    private void name(BsonType type, String name) {
        out.writeByte(type.getValue());
        out.writeCString(name);
    }

    /** Begins a nested document; the following fields belong to it. */
    public BsonFields start(String name) {
        name(BsonType.DOCUMENT, name);
        startDocument();
        return this;
    }

    /** Ends the innermost document. */
    public BsonFields end() {
        endDocument();
        return this;
    }

    public BsonFields string(String name, String value) {
        name(BsonType.STRING, name);
        out.writeString(value);
        return this;
    }

    public BsonFields int32(String name, int value) {
        name(BsonType.INT32, name);
        out.writeInt32(value);
        return this;
    }

    public BsonFields int64(String name, long value) {
        name(BsonType.INT64, name);
        out.writeInt64(value);
        return this;
    }

    public BsonFields date(String name, Instant value) {
        name(BsonType.DATE_TIME, name);
        out.writeInt64(value.toEpochMilli());
        return this;
    }

    public BsonFields objectId(String name, ObjectId value) {
        name(BsonType.OBJECT_ID, name);
        out.writeObjectId(value);
        return this;
    }

    public BsonFields nothing(String name) {
        name(BsonType.NULL, name);
        return this;
    }

    /** An encoded value, without its note. */
    public BsonFields value(String name, Encoded value) {
        byte[] bytes = value.bytes();
        out.writeByte(bytes[TYPE_AT]);
        out.writeCString(name);
        out.writeBytes(bytes, VALUE_AT, bytes.length - AROUND_VALUE);
        return this;
    }

    /** The document; all nested documents must have been ended. */
    public RawBsonDocument document() {
        endDocument();
        return new RawBsonDocument(out.getInternalBuffer(), 0, out.getPosition());
    }

    /**
     * The value at a reader's position, after its name, in the form of {@link Encoded#bytes()}; the reader skips it.
     *
     *
     * @param document what the reader reads
     */
    public static byte[] skipped(BsonBinaryReader in, ByteBuffer document) {
        byte type = (byte) in.getCurrentBsonType().getValue();
        int start = in.getBsonInput().getPosition();
        in.skipValue();
        int length = in.getBsonInput().getPosition() - start;
        byte[] bytes = new byte[length + AROUND_VALUE];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .put(type);
        document.get(start, bytes, VALUE_AT, length);
        return bytes;
    }
}
