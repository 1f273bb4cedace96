package dev.carnet.cli.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users with most sessions among any number of users, in bounded memory. Exact for as many users as it can hold; beyond,
 * those with few sessions are forgotten round by round (Misra and Gries, 1982), so that a count may be too low by {@link
 * #error}. Not thread-safe.
 */
final class FrequentUsers {
    private static final int HELD = 50_000;

    private final Map<String, Long> counts = new HashMap<>();
    private final int held;
    private long error;

    FrequentUsers() {
        this(HELD);
    }

    /** @param held how many users it can hold */
    FrequentUsers(int held) {
        this.held = held;
    }

    void add(String user) {
        counts.merge(user, 1L, Long::sum);
        if (counts.size() > held) {
            error++;
            counts.values().removeIf(count -> count == 1);
            counts.replaceAll((name, count) -> count - 1);
        }
    }

    /** By how much a count may be too low; 0 if all are exact. */
    long error() {
        return error;
    }

    /** How many users there are; if counts are not exact, at least so many. */
    int users() {
        return counts.size();
    }

    /** Those with most sessions, the first of them first; of equals the alphabet's. */
    List<Map.Entry<String, Long>> first(int most) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return sorted.subList(0, Math.min(most, sorted.size()));
    }
}
