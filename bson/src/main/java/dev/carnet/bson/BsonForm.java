package dev.carnet.bson;

import dev.carnet.json.form.ValueForm;
import dev.carnet.spi.Encoding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoField;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.util.TokenBuffer;

/** BSON: its own numbers, dates and binary values. Tokens are gathered first, then written or read in one loop. */
final class BsonForm implements ValueForm {
    private static final int MAX_DEPTH = 90;
    private static final int NANOS_IN_MILLI = 1_000_000;
    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Pattern REMAINING_NANOS = Pattern.compile("\\d{1,6}");

    @Override
    public Encoding encoding() {
        return Encoding.BSON;
    }

    @Override
    public String name() {
        return "BSON";
    }

    @Override
    public int maxDepth() {
        return MAX_DEPTH;
    }

    @Override
    public byte[] write(ObjectWriter writer, Object value) {
        return BsonTokens.write(writer.writeValueIntoBuffer(value), MAX_DEPTH);
    }

    @Override
    public JsonParser parse(byte[] bytes, ObjectReader reader) {
        TokenBuffer tokens = TokenBuffer.forGeneration();
        BsonTokens.read(bytes, tokens);
        return tokens.asParser();
    }

    @Override
    public boolean writeOwn(Object value, JsonGenerator out) {
        if (value instanceof Long
                || value instanceof AtomicLong
                || (value instanceof BigInteger whole && whole.bitLength() < Long.SIZE)) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Short || value instanceof Byte || value instanceof AtomicInteger) {
            out.writeNumber(((Number) value).intValue());
        } else if (value instanceof Year year) {
            out.writeNumber(year.getValue());
        } else if (value instanceof Double fraction) {
            out.writeNumber(fraction);
        } else if (value instanceof Float fraction) {
            out.writeNumber(Decimals.toDouble(fraction));
        } else if (value instanceof BigDecimal decimal && Decimals.fits(decimal)) {
            out.writeNumber(decimal);
        } else if (value instanceof byte[] || value instanceof UUID || isDate(value)) {
            out.writeEmbeddedObject(value);
        } else if (value.getClass() == Date.class) {
            out.writeEmbeddedObject(((Date) value).toInstant());
        } else {
            return false;
        }
        return true;
    }

    private static boolean isDate(Object value) {
        return value instanceof Instant instant && !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    @Override
    public boolean isPlain(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof byte[]
                || value instanceof UUID
                || (value instanceof BigDecimal decimal && Decimals.fits(decimal))
                || (isDate(value) && remainder(value) == null);
    }

    /** The nanoseconds of an instant beyond its milliseconds. */
    @Override
    public @Nullable String remainder(Object value) {
        int nanos = value instanceof Instant instant ? instant.get(ChronoField.NANO_OF_SECOND) % NANOS_IN_MILLI : 0;
        return nanos == 0 ? null : String.valueOf(nanos);
    }

    @Override
    public @Nullable UnaryOperator<Object> completion(String type, String remainder) {
        if (!type.equals("instant") || !REMAINING_NANOS.matcher(remainder).matches()) {
            return null;
        }
        int nanos = Integer.parseInt(remainder);
        return millis -> ((Instant) millis).plusNanos(nanos);
    }
}
