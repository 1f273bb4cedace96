package dev.carnet.json.form;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoding;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** JSON: text, numbers and booleans only. */
public record JsonForm(Encoding encoding) implements ValueForm {
    /** The same limit applies to reading. */
    public static final int MAX_DEPTH = 500;

    /** Longer numbers are refused because the time to parse them grows faster than their length. */
    public static final int MAX_DIGITS = 10_000;

    /** Member names of a map may be as long as any text. */
    public static final StreamReadConstraints READ_BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_DIGITS)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    public static final StreamWriteConstraints WRITE_BOUNDS =
            StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build();

    @Override
    public String name() {
        return "JSON";
    }

    @Override
    public int maxDepth() {
        return MAX_DEPTH;
    }

    @Override
    public byte[] write(ObjectWriter writer, Object value) {
        return writer.writeValueAsBytes(value);
    }

    @Override
    public JsonParser parse(byte[] bytes, ObjectReader reader) {
        try {
            return SurrogateEscapes.isIn(bytes)
                    ? reader.createParser(SurrogateEscapes.replaced(bytes))
                    : reader.createParser(bytes);
        } catch (CharacterCodingException e) {
            throw new SessionCodecException("the stored value is not valid UTF-8 and cannot be read", null);
        }
    }

    @Override
    public boolean writeOwn(Object value, JsonGenerator out) {
        return false;
    }

    @Override
    public boolean isPlain(Object value) {
        return (value instanceof Long whole && whole.intValue() != whole)
                || (value instanceof Double fraction && Double.isFinite(fraction))
                || (value instanceof BigInteger big && big.bitLength() > 63);
    }

    @Override
    public @Nullable String remainder(Object value) {
        return null;
    }

    @Override
    public @Nullable UnaryOperator<Object> completion(String type, String remainder) {
        return null;
    }
}
