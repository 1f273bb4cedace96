package dev.carnet.json.type;

import dev.carnet.json.fault.Refusal;
import dev.carnet.json.form.JsonForm;
import dev.carnet.options.ValueAdapter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes and reads values through adapters. */
public final class AdaptedValues {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(JsonForm.READ_BOUNDS)
            .streamWriteConstraints(JsonForm.WRITE_BOUNDS)
            .build();

    private AdaptedValues() {}

    /**
     * Writes a value through its adapter.
     *
     *
     * @throws Refusal if that is not plain JSON
     */
    public static <T> void write(Object value, ValueAdapter<T> adapter, JsonGenerator out) {
        T own = adapter.type().cast(value);
        if (adapter instanceof ValueAdapter.Json<T> json) {
            try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json.toJson(own))) {
                copyValue(in, out);
                if (in.nextToken() != null) {
                    throw notPlain(adapter);
                }
            }
        } else if (adapter instanceof ValueAdapter.Plain<T> plain) {
            writePlain(plain.toPlain(own), adapter, out, true);
        }
    }

    private static Refusal notPlain(ValueAdapter<?> adapter) {
        return Refusal.ofValue(adapter.type(), "is not converted to plain JSON by its adapter");
    }

    private static void copyValue(JsonParser in, JsonGenerator out) {
        int depth = 0;
        do {
            JsonToken token = in.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("an adapter did not return JSON");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            out.copyCurrentEventExact(in);
        } while (depth > 0);
    }

    private static void writePlain(
            @Nullable Object value, ValueAdapter<?> adapter, JsonGenerator out, boolean isWhole) {
        if (value == null && !isWhole) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.writeNumber(((Number) value).intValue());
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof List<?> elements) {
            out.writeStartArray();
            elements.forEach(each -> writePlain(each, adapter, out, false));
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> members) {
            writeMembers(members, adapter, out);
        } else {
            throw notPlain(adapter);
        }
    }

    private static void writeMembers(Map<?, ?> members, ValueAdapter<?> adapter, JsonGenerator out) {
        out.writeStartObject();
        members.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw notPlain(adapter);
            }
            out.writeName(text);
            writePlain(value, adapter, out, false);
        });
        out.writeEndObject();
    }

    /** The JSON text of the value at a parser's token; types that JSON lacks become text. */
    public static String text(JsonParser in) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            JsonToken token = in.currentToken();
            while (true) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                copy(token, in, out);
                if (depth == 0) {
                    break;
                }
                token = in.nextToken();
            }
        }
        return text.toString();
    }

    private static void copy(JsonToken token, JsonParser in, JsonGenerator out) {
        if (token != JsonToken.VALUE_EMBEDDED_OBJECT) {
            out.copyCurrentEventExact(in);
        } else if (in.getEmbeddedObject() instanceof byte[] bytes) {
            out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
        } else {
            out.writeString(String.valueOf(in.getEmbeddedObject()));
        }
    }

    /**
     * The value that an adapter creates.
     *
     *
     * @param plain reads plain values from the parser
     * @return null if the adapter makes none
     */
    public static <T> @Nullable Object read(ValueAdapter<T> adapter, JsonParser in, Supplier<@Nullable Object> plain) {
        T value = null;
        if (adapter instanceof ValueAdapter.Json<T> json) {
            value = json.fromJson(text(in));
        } else if (adapter instanceof ValueAdapter.Plain<T> plainly) {
            value = plainly.fromPlain(plain.get());
        }
        return adapter.type().isInstance(value) ? value : null;
    }
}
