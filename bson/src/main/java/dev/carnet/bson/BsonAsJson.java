package dev.carnet.bson;

import dev.carnet.error.SessionCodecException;
import java.io.StringWriter;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.util.TokenBuffer;

/** BSON values as plain JSON. */
final class BsonAsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private BsonAsJson() {}

    /**
     * A value as JSON text.
     *
     * @throws SessionCodecException if it cannot be read
     */
    static String text(byte[] value) {
        TokenBuffer tokens = TokenBuffer.forGeneration();
        BsonTokens.read(value, tokens);
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);
                JsonParser in = tokens.asParser()) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    writeText(in.getEmbeddedObject(), out);
                } else {
                    out.copyCurrentEventExact(in);
                }
            }
        }
        return text.toString();
    }

    private static void writeText(Object value, JsonGenerator out) {
        if (value instanceof byte[] bytes) {
            out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
        } else {
            out.writeString(value.toString());
        }
    }
}
