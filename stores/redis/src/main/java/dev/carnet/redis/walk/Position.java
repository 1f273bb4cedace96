package dev.carnet.redis.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The position of a scan, which any process can continue. SCAN returns a few more names than requested and cannot start
 * between them, so unused names are part of the position. Immutable.
 *
 * @param node the number of the node whose names are walked through
 * @param cursor the one that SCAN goes on from
 * @param left names that were given and not used yet
 */
public record Position(int node, String cursor, List<String> left) {
    static final String FIRST = "0";
    public static final Position BEGIN = new Position(0, FIRST, List.of());

    public Position {
        left = List.copyOf(left);
    }

    /** The position that a text names, or the beginning. */
    public static Position of(@Nullable String text) {
        if (text == null) {
            return BEGIN;
        }
        String[] parts = text.split(":", 3);
        List<String> left = parts[2].isEmpty()
                ? List.of()
                : Arrays.stream(parts[2].split(",", -1))
                        .map(each -> URLDecoder.decode(each, UTF_8))
                        .toList();
        return new Position(Integer.parseInt(parts[0]), parts[1], left);
    }

    /** The same with other names left. */
    Position leaving(List<String> names) {
        return new Position(node, cursor, names);
    }

    /** As {@link #of} reads it. */
    public String text() {
        return node + ":" + cursor + ":"
                + left.stream().map(each -> URLEncoder.encode(each, UTF_8)).collect(Collectors.joining(","));
    }
}
