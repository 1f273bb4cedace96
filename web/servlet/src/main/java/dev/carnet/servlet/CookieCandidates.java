package dev.carnet.servlet;

import dev.carnet.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that a request's Cookie headers hold under one name, in the order they came. Of more ids than are worth asking
 * for, the first and the last count: a browser sends the cookie with the longest path first (RFC 6265bis section 5.8.3), so
 * that those which somebody planted for longer paths stand before the session's own. Takes time in proportion to the
 * headers' length. Not thread-safe.
 */
final class CookieCandidates {
    /** From each end. */
    static final int MOST = 4;

    private final String name;
    private final List<String> first = new ArrayList<>(1);
    private final Deque<String> last = new ArrayDeque<>(0);
    private @Nullable String foreign;

    CookieCandidates(String name) {
        this.name = name;
    }

    /** Takes one header's pairs. */
    void add(String header) {
        int from = 0;
        while (from <= header.length()) {
            int semicolon = header.indexOf(';', from);
            int end = semicolon < 0 ? header.length() : semicolon;
            int equals = equalsSign(header, from, end);
            if (equals > from && isNamed(header, from, equals)) {
                addValue(unquoted(header.substring(equals + 1, end).strip()));
            }
            from = end + 1;
        }
    }

    private static int equalsSign(String header, int from, int to) {
        for (int i = from; i < to; i++) {
            if (header.charAt(i) == '=') {
                return i;
            }
        }
        return -1;
    }

    /** Whether a part of a header is the name, but for blanks round it. */
    private boolean isNamed(String header, int from, int to) {
        int first = from;
        while (first < to && Character.isWhitespace(header.charAt(first))) {
            first++;
        }
        int last = to;
        while (last > first && Character.isWhitespace(header.charAt(last - 1))) {
            last--;
        }
        return last - first == name.length() && header.startsWith(name, first);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private void addValue(String value) {
        if (SessionId.parse(value).isEmpty()) {
            foreign = foreign == null && !value.isEmpty() ? value : foreign;
        } else if (!first.contains(value) && !last.contains(value)) {
            if (first.size() < MOST) {
                first.add(value);
            } else {
                last.addLast(value);
                if (last.size() > MOST) {
                    last.removeFirst();
                }
            }
        }
    }

    /** The well-formed ids, none twice; without any, the first other value, which somebody else may have sent. */
    List<String> values() {
        if (first.isEmpty()) {
            return foreign == null ? List.of() : List.of(foreign);
        }
        List<String> values = new ArrayList<>(first);
        values.addAll(last);
        return List.copyOf(values);
    }
}
