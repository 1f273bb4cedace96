package dev.carnet.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a session holds: ten texts, which every contender can keep at its cheapest.
 *
 * @param bytes of all values together, at least 100
 */
public record Payload(int bytes) {
    /** So many attributes a session has. */
    public static final int ATTRIBUTES = 10;

    /** The attribute that requests read and change. */
    public static final String ATTRIBUTE = "attribute3";

    /** So many characters at a value's beginning tell it from others. */
    public static final int MARK = 8;

    private static final int FIRST_OF_MARK = 1 << 28;

    /** A new value. */
    public String value() {
        // Eight hexadecimal digits, whatever is drawn.
        int mark = ThreadLocalRandom.current().nextInt(FIRST_OF_MARK, Integer.MAX_VALUE);
        return Integer.toHexString(mark) + "x".repeat(bytes / ATTRIBUTES - MARK);
    }

    /** What tells a value from others. */
    public static String mark(String value) {
        return value.substring(0, MARK);
    }

    /** All attributes of a new session. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < ATTRIBUTES; i++) {
            attributes.put("attribute" + i, value());
        }
        return attributes;
    }
}
