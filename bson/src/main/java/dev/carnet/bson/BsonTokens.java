package dev.carnet.bson;

import dev.carnet.error.SessionCodecException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.BitSet;
import java.util.UUID;
import org.bson.BSONException;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinarySubType;
import org.bson.BsonBinaryWriter;
import org.bson.BsonType;
import org.bson.UuidRepresentation;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.util.TokenBuffer;

/** Converts Jackson's tokens to a BSON value and back. Iterative, so nesting needs no stack. */
final class BsonTokens {
    /** MongoDB's own limit. */
    private static final int DEEPEST_READ = 200;

    private static final int UUID_LENGTH = 16;

    private BsonTokens() {}

    /**
     * A document whose only element consists of the tokens.
     *
     *
     * @throws StreamConstraintsException if they are nested too deeply
     */
    static byte[] write(TokenBuffer tokens, int maxDepth) {
        BasicOutputBuffer bytes = new BasicOutputBuffer(256);
        try (BsonBinaryWriter out = new BsonBinaryWriter(bytes);
                JsonParser in = tokens.asParser()) {
            out.writeStartDocument();
            out.writeName("");
            int depth = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isStructStart() && ++depth > maxDepth) {
                    throw new StreamConstraintsException("nested too deeply");
                } else if (token.isStructEnd()) {
                    depth--;
                }
                write(token, in, out);
            }
            out.writeEndDocument();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonToken token, JsonParser in, BsonBinaryWriter out) {
        switch (token) {
            case START_OBJECT -> out.writeStartDocument();
            case END_OBJECT -> out.writeEndDocument();
            case START_ARRAY -> out.writeStartArray();
            case END_ARRAY -> out.writeEndArray();
            case PROPERTY_NAME -> out.writeName(FieldNames.escape(in.currentName()));
            case VALUE_STRING -> out.writeString(BsonText.escape(in.getString()));
            case VALUE_TRUE -> out.writeBoolean(true);
            case VALUE_FALSE -> out.writeBoolean(false);
            case VALUE_NULL -> out.writeNull();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> writeNumber(in.getNumberValueDeferred(), out);
            default -> writeObject(in.getEmbeddedObject(), out);
        }
    }

    /** Numbers that BSON has no type for are stored as text: those that Jackson holds as text, and very long ones. */
    private static void writeNumber(Object number, BsonBinaryWriter out) {
        if (number instanceof Integer || number instanceof Short) {
            out.writeInt32(((Number) number).intValue());
        } else if (number instanceof Long whole) {
            out.writeInt64(whole);
        } else if (number instanceof Double fraction) {
            out.writeDouble(fraction);
        } else if (number instanceof Float fraction) {
            out.writeDouble(Decimals.toDouble(fraction));
        } else if (number instanceof BigDecimal decimal && Decimals.fits(decimal)) {
            out.writeDecimal128(new Decimal128(decimal));
        } else {
            out.writeString(number.toString());
        }
    }

    private static void writeObject(Object value, BsonBinaryWriter out) {
        if (value instanceof Instant instant) {
            out.writeDateTime(instant.toEpochMilli());
        } else if (value instanceof byte[] bytes) {
            out.writeBinaryData(new BsonBinary(bytes));
        } else if (value instanceof UUID uuid) {
            out.writeBinaryData(new BsonBinary(uuid));
        } else {
            throw new IllegalArgumentException(value.getClass().getName() + " has no equivalent in BSON");
        }
    }

    /**
     * Reads the only element of a document.
     *
     * @throws SessionCodecException if the bytes are no such document, or hold what Java has nothing for
     */
    static void read(byte[] bytes, TokenBuffer out) {
        try (BsonBinaryReader in = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            in.readStartDocument();
            if (in.readBsonType() == BsonType.END_OF_DOCUMENT || !in.readName().isEmpty()) {
                throw invalid();
            }
            readValue(in, out);
            if (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
                throw invalid();
            }
            in.readEndDocument();
        } catch (BSONException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static void readValue(BsonBinaryReader in, TokenBuffer out) {
        BitSet arrays = new BitSet();
        int depth = 0;
        BsonType type = in.getCurrentBsonType();
        do {
            if (type == BsonType.END_OF_DOCUMENT) {
                end(arrays.get(depth--), in, out);
            } else if (type == BsonType.ARRAY || type == BsonType.DOCUMENT) {
                if (++depth > DEEPEST_READ) {
                    throw new SessionCodecException(
                            "the stored value is nested more than " + DEEPEST_READ + " levels deep and cannot be read",
                            null);
                }
                arrays.set(depth, type == BsonType.ARRAY);
                start(type, in, out);
            } else {
                readScalar(type, in, out);
            }
            if (depth > 0) {
                type = in.readBsonType();
                if (type != BsonType.END_OF_DOCUMENT) {
                    readName(arrays.get(depth), in, out);
                }
            }
        } while (depth > 0);
    }

    private static void start(BsonType type, BsonBinaryReader in, TokenBuffer out) {
        if (type == BsonType.ARRAY) {
            in.readStartArray();
            out.writeStartArray();
        } else {
            in.readStartDocument();
            out.writeStartObject();
        }
    }

    private static void end(boolean isArray, BsonBinaryReader in, TokenBuffer out) {
        if (isArray) {
            in.readEndArray();
            out.writeEndArray();
        } else {
            in.readEndDocument();
            out.writeEndObject();
        }
    }

    /** The names in an array are numbers, which the reader skips. */
    private static void readName(boolean isArray, BsonBinaryReader in, TokenBuffer out) {
        if (!isArray) {
            out.writeName(FieldNames.unescape(in.readName()));
        }
    }

    private static void readScalar(BsonType type, BsonBinaryReader in, TokenBuffer out) {
        switch (type) {
            case STRING -> out.writeString(BsonText.unescape(in.readString()));
            case INT32 -> out.writeNumber(in.readInt32());
            case INT64 -> out.writeNumber(in.readInt64());
            case DOUBLE -> out.writeNumber(in.readDouble());
            case DECIMAL128 -> writeNumber(Decimals.toJava(in.readDecimal128()), out);
            case BOOLEAN -> out.writeBoolean(in.readBoolean());
            case DATE_TIME -> out.writeEmbeddedObject(Instant.ofEpochMilli(in.readDateTime()));
            case TIMESTAMP ->
                out.writeEmbeddedObject(Instant.ofEpochSecond(in.readTimestamp().getTime()));
            case BINARY -> out.writeEmbeddedObject(binary(in.readBinaryData()));
            case OBJECT_ID -> out.writeString(in.readObjectId().toHexString());
            case SYMBOL -> out.writeString(in.readSymbol());
            case JAVASCRIPT -> out.writeString(in.readJavaScript());
            case NULL -> readNull(in::readNull, out);
            case UNDEFINED -> readNull(in::readUndefined, out);
            default ->
                throw new SessionCodecException(
                        "the stored value contains a BSON " + type + ", which has no equivalent in Java", null);
        }
    }

    private static void writeNumber(Number number, TokenBuffer out) {
        if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else {
            out.writeNumber(number.doubleValue());
        }
    }

    private static void readNull(Runnable read, TokenBuffer out) {
        read.run();
        out.writeNull();
    }

    private static Object binary(BsonBinary binary) {
        boolean isUuid = binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue()
                && binary.getData().length == UUID_LENGTH;
        return isUuid ? binary.asUuid(UuidRepresentation.STANDARD) : binary.getData();
    }

    private static SessionCodecException invalid() {
        return new SessionCodecException("the stored value is not valid BSON and cannot be read", null);
    }
}
