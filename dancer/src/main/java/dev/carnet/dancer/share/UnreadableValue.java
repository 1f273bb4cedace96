package dev.carnet.dancer.share;

import dev.carnet.spi.document.JsonObject;

/**
 * A value that Perl wrote and JSON has no word for. It is told to the codec as a value of a type that nobody can read: the
 * attribute is absent, what is stored stays.
 */
final class UnreadableValue {
    private static final String BEGINS_WITH = "{\"__carnet=perl\":";

    private UnreadableValue() {}

    /** The JSON text that stands for a value. */
    static String of(String why) {
        return BEGINS_WITH + JsonObject.quote(why) + "}";
    }

    static boolean is(String json) {
        return json.startsWith(BEGINS_WITH);
    }

    /** A codec's note that no codec knows. */
    static final String NOTE = "perl?";
}
