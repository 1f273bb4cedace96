package dev.carnet.servlet;

import dev.carnet.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one name in a request's Cookie headers, in order. If there are too many ids, the first and the last are
 * used: a browser sends the cookie with the longest path first (RFC 6265bis section 5.8.3), so cookies that an attacker
 * planted for longer paths precede the session's own. Linear in the headers' length. Not thread-safe.
 */
final class CookieCandidates {
    /** The number of ids from each end. */
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

    /** Whether a part of a header is the name, ignoring white space around it. */
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
        if (!SessionId.isWellFormed(value)) {
            foreign = foreign == null && !value.isEmpty() ? value : foreign;
        } else if (!first.contains(value)) {
            if (first.size() < MOST) {
                first.add(value);
            } else {
                addLast(value);
            }
        }
    }

    /** A repeated id counts where it stands last: the browser may send the session's own cookie twice. */
    private void addLast(String value) {
        last.remove(value);
        last.addLast(value);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** The distinct well-formed ids; without any, the first other value. */
    List<String> values() {
        if (first.isEmpty()) {
            return foreign == null ? List.of() : List.of(foreign);
        }
        List<String> values = new ArrayList<>(first);
        values.addAll(last);
        return List.copyOf(values);
    }
}
