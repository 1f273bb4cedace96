package dev.carnet.console;

import dev.carnet.text.Printable;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Stored JSON for people: indented, streamed, what a name hides left out at any depth. Thread-safe. */
final class MaskedJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private final Masks masks;

    MaskedJson(Masks masks) {
        this.masks = masks;
    }

    /** The value, fit to be shown; empty if the bytes are no JSON. */
    Optional<String> of(String name, byte[] value) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), value);
                JsonGenerator json = FACTORY.createGenerator(new Indented(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            copy(name, parser, json);
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return Optional.of(Printable.lines(text.toString()));
    }

    /** Copies the value that the parser is at the begin of. */
    private void copy(String name, JsonParser parser, JsonGenerator json) {
        if (masks.hides(name)) {
            parser.skipChildren();
            json.writeString(Masks.MASK);
            return;
        }
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.PROPERTY_NAME && masks.hides(parser.currentName())) {
                json.writeName(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
                json.writeString(Masks.MASK);
            } else {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                json.copyCurrentEventExact(parser);
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** Whether bytes are a text, number or word of JSON that reads so; of a number all ways to write it do. */
    static boolean isScalar(byte[] bytes, String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
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

    /** A generator for the console's own answers to its scripts. */
    static JsonGenerator answer(StringWriter text) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), text);
    }

    private static final class Indented extends ObjectWriteContext.Base {
        private final PrettyPrinter printer = INDENTED.createInstance();

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return printer;
        }
    }
}
