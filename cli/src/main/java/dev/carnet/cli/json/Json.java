package dev.carnet.cli.json;

import dev.carnet.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** JSON as the commands print it and as they find it stored: streamed, never bound to classes. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .characterEscapes(new Escapes())
            .build();
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final Separators SPACING = Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    private static final DefaultPrettyPrinter INDENTED =
            new DefaultPrettyPrinter(SPACING).withObjectIndenter(LINES).withArrayIndenter(LINES);
    private static final DefaultPrettyPrinter LINE_BY_LINE = new DefaultPrettyPrinter(
                    SPACING.withObjectEntrySpacing(Spacing.AFTER))
            .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
            .withArrayIndenter(LINES);

    private Json() {}

    /** Whoever looks at JSON on a terminal is as exposed as by a table: what could drive it is escaped, as JSON allows. */
    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['\u007F'] = ESCAPE_STANDARD;
            return codes;
        }

        /** For all characters but ASCII's; null for what stays. */
        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return Printable.isUnfit(c) ? new SerializedString(Printable.escape((char) c)) : null;
        }
    }

    /** For one value that somebody may want to read. */
    public static JsonGenerator indented(Writer out) {
        return generator(out, INDENTED);
    }

    /** For an array that may be long: a line for each object in it. */
    public static JsonGenerator lineByLine(Writer out) {
        return generator(out, LINE_BY_LINE);
    }

    /** For values of one line each. */
    public static JsonGenerator oneLine(Writer out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static JsonGenerator generator(Writer out, DefaultPrettyPrinter printer) {
        PrettyPrinter own = printer.createInstance();
        return FACTORY.createGenerator(
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return own;
                    }
                },
                out);
    }

    /** Whether bytes are one JSON value and nothing else. */
    public static boolean isValue(byte[] bytes) {
        try (JsonParser parser = parser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Whether bytes are a text, number or word of JSON that reads so; of a number all ways to write it do. */
    public static boolean isScalar(byte[] bytes, String text) {
        try (JsonParser parser = parser(bytes)) {
            JsonToken token = parser.nextToken();
            if (token == null || !token.isScalarValue()) {
                return false;
            }
            return token.isNumeric()
                    ? isNumber(parser, text)
                    : parser.getString().equals(text);
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isNumber(JsonParser parser, String text) {
        try {
            return parser.getDecimalValue().compareTo(new BigDecimal(text)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** Writes a {@linkplain #isValue value} as it is, numbers with all their digits. */
    public static void copy(byte[] value, JsonGenerator out) {
        try (JsonParser parser = parser(value)) {
            parser.nextToken();
            out.copyCurrentStructureExact(parser);
        }
    }

    /**
     * The members of an object, each value as ASCII on one line; of equal names the last.
     *
     * @throws JacksonException if it is no object
     */
    public static Map<String, byte[]> members(String object) {
        return members(object.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #members(String)}. */
    public static Map<String, byte[]> members(byte[] object) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (JsonParser parser = parser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                ByteArrayOutputStream value = new ByteArrayOutputStream();
                try (JsonGenerator ascii = ASCII.createGenerator(ObjectWriteContext.empty(), value)) {
                    ascii.copyCurrentStructureExact(parser);
                }
                members.put(name, value.toByteArray());
            }
        }
        return members;
    }

    /** A text, number or word of JSON as a text; null for null, and for what is absent. */
    public static @Nullable String text(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try (JsonParser parser = parser(value)) {
            JsonToken token = parser.nextToken();
            return token == null || token == JsonToken.VALUE_NULL ? null : parser.getString();
        }
    }

    private static JsonParser parser(byte[] bytes) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }
}
