package dev.carnet.dancer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a Dancer application's sessions. */
enum DancerMode {
    SHARE("both applications use the same sessions at the same time"),
    TAKE_OVER("Carnet reads Dancer's sessions and moves each to its own store on first use"),
    NEW("Dancer's sessions are not read: everybody has to log in again"),
    /** Of the block that holds Dancer's settings with {@link #TAKE_OVER}; nobody writes it. */
    BEHIND("");

    private final String meaning;

    DancerMode(String meaning) {
        this.meaning = meaning;
    }

    /** As a configuration says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DancerMode> of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(text.strip().replace('_', '-')))
                .findFirst();
    }

    /** Every word and what it means. */
    static String all() {
        return Arrays.stream(values())
                .filter(each -> each != BEHIND)
                .map(each -> "'dancer: " + each.word() + "' (" + each.meaning + ")")
                .collect(Collectors.joining(", "));
    }
}
