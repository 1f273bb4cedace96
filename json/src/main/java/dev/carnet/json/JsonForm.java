package dev.carnet.json;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoding;
import java.nio.charset.CharacterCodingException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** JSON: text, numbers and booleans, nothing else. */
record JsonForm(Encoding encoding) implements ValueForm {
    /** The same bound holds when values are read. */
    static final int MAX_DEPTH = 500;

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
            throw new SessionCodecException("the stored value is no UTF-8 and cannot be read", null);
        }
    }

    @Override
    public boolean writeOwn(Object value, JsonGenerator out) {
        return false;
    }

    @Override
    public boolean isPlain(Object value) {
        return PlainTypes.isPlainJson(value);
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
