package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with one configuration, collected so that an operator sees all of it at once. Not thread-safe. */
final class Faults {
    /** As many are told at once. */
    private static final int MOST = 100;

    private static final Pattern LINE_ENDS = Pattern.compile("\\R+");

    private record Fault(KeyPlace place, String text) {
        @Override
        public String toString() {
            return Printable.line(LINE_ENDS.matcher(place + ": " + text).replaceAll(" "));
        }
    }

    private final String source;
    private final List<Fault> faults = new ArrayList<>();

    Faults(String source) {
        this.source = source;
    }

    /** The error about a configuration with this one fault. */
    static ConfigurationException single(KeyPlace place, String text) {
        Faults faults = new Faults(place.source());
        faults.add(place, text);
        return faults.toException();
    }

    void add(KeyPlace place, String text) {
        faults.add(new Fault(place, text));
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw toException();
        }
    }

    /** One line for one fault; for several a line each, by their place, under a heading. */
    ConfigurationException toException() {
        if (faults.size() == 1) {
            return new ConfigurationException(faults.get(0).toString());
        }
        return new ConfigurationException(faults.stream()
                .sorted(Comparator.comparingInt(each -> each.place().line()))
                .limit(MOST)
                .map(each -> "\n  " + each)
                .collect(Collectors.joining("", source + " has " + faults.size() + " faults:", rest())));
    }

    private String rest() {
        return faults.size() <= MOST ? "" : "\n  and " + (faults.size() - MOST) + " more";
    }
}
