package dev.carnet.json.fault;

import dev.carnet.spi.document.JsonObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;

/** A place in a value, for messages: {@code items[3].price}. Names and indexes only, never a value. */
public final class Place {
    private static final int LONGEST = 200;

    private Place() {}

    public static String member(String name) {
        return name.matches("\\w{1,60}") ? "." + name : "[" + JsonObject.quote(name) + "]";
    }

    public static String element(int index) {
        return "[" + index + "]";
    }

    /** The place of the value that begins at a parser's token. */
    public static String of(JsonParser in) {
        TokenStreamContext context = in.streamReadContext();
        boolean inside = in.currentToken() != null && in.currentToken().isStructStart();
        return of(inside ? context.getParent() : context);
    }

    /** The steps to a place. */
    public static String of(@Nullable TokenStreamContext context) {
        StringBuilder place = new StringBuilder();
        for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inArray()) {
                place.insert(0, element(at.getCurrentIndex()));
            } else if (at.currentName() != null) {
                place.insert(0, member(at.currentName()));
            }
        }
        return place.toString();
    }

    /** The steps for use in a sentence, after a blank; empty at the top level. */
    public static String shown(String steps) {
        String place = steps.startsWith(".") ? steps.substring(1) : steps;
        if (place.length() > LONGEST) {
            place = place.substring(0, LONGEST) + "...";
        }
        return place.isEmpty() ? "" : " at " + place;
    }
}
