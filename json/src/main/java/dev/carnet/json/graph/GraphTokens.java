package dev.carnet.json.graph;

import dev.carnet.spi.codec.JsonGraph;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Turns JSON in the form of {@link JsonGraph} into tokens of the values themselves: members have their own names, and a
 * reference is one token, a {@link Reference}. An object with KiokuDB's own members is one that Perl had blessed or tied; it
 * stands for its data. Nesting is bounded by the parser.
 */
public final class GraphTokens {
    private final JsonParser in;
    private final TokenBuffer out = TokenBuffer.forGeneration();

    private GraphTokens(JsonParser in) {
        this.in = in;
    }

    /** The tokens of the value that begins at the next token of a parser. */
    public static TokenBuffer of(JsonParser in) {
        GraphTokens tokens = new GraphTokens(in);
        if (in.nextToken() != null) {
            tokens.copyValue();
        }
        return tokens.out;
    }

    private void copyValue() {
        if (in.hasToken(JsonToken.START_OBJECT)) {
            copyObject();
        } else if (in.hasToken(JsonToken.START_ARRAY)) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                copyValue();
            }
            out.writeEndArray();
        } else {
            out.copyCurrentEvent(in);
        }
    }

    /** The first member decides: either all members are KiokuDB's or none. */
    private void copyObject() {
        String first = in.nextName();
        if (first != null && JsonGraph.isReference(first)) {
            copyReference();
        } else if (first != null && JsonGraph.isReserved(first)) {
            copyData(first);
        } else {
            out.writeStartObject();
            for (String name = first; name != null; name = in.nextName()) {
                out.writeName(JsonGraph.unescape(name));
                in.nextToken();
                copyValue();
            }
            out.writeEndObject();
        }
    }

    private void copyReference() {
        String text = in.nextToken() == JsonToken.VALUE_STRING ? in.getString() : "";
        out.writeEmbeddedObject(new Reference(JsonGraph.target(text)));
        do {
            in.skipChildren();
        } while (in.nextName() != null && in.nextToken() != null);
    }

    private void copyData(String first) {
        boolean hasData = false;
        for (String name = first; name != null; name = in.nextName()) {
            in.nextToken();
            if (name.equals("data")) {
                copyValue();
                hasData = true;
            } else {
                in.skipChildren();
            }
        }
        if (!hasData) {
            out.writeNull();
        }
    }
}
