package dev.carnet.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * What a session holds: texts, which every contender can keep at its cheapest.
 *
 * @param bytes of all values together, at least 10 for each attribute
 * @param count so many attributes, from 1 to 10
 */
public record Payload(int bytes, int count) {
    /** So many attributes a session has where nothing else is said. */
    public static final int ATTRIBUTES = 10;

    /** The attribute that requests read and change where the path names no other. */
    public static final String ATTRIBUTE = "attribute3";

    /** So many characters at a value's beginning tell it from others. */
    public static final int MARK = 8;

    private static final int FIRST_OF_MARK = 1 << 28;

    /** The same for all sessions, as in an application. */
    private static final List<String> NAMES =
            IntStream.range(0, ATTRIBUTES).mapToObj(i -> "attribute" + i).toList();

    /** Ten attributes. */
    public Payload(int bytes) {
        this(bytes, ATTRIBUTES);
    }

    /** A new value. */
    public String value() {
        // Eight hexadecimal digits, whatever is drawn.
        int mark = ThreadLocalRandom.current().nextInt(FIRST_OF_MARK, Integer.MAX_VALUE);
        return Integer.toHexString(mark) + "x".repeat(bytes / count - MARK);
    }

    /** What tells a value from others. */
    public static String mark(String value) {
        return value.substring(0, MARK);
    }

    /** An attribute's name. */
    public static String name(int attribute) {
        return NAMES.get(attribute);
    }

    /** All attributes of a new session. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        NAMES.subList(0, count).forEach(name -> attributes.put(name, value()));
        return attributes;
    }

    /** Bytes of all names and values. */
    public int bytesWithNames() {
        return bytes / count * count
                + NAMES.subList(0, count).stream().mapToInt(String::length).sum();
    }
}
