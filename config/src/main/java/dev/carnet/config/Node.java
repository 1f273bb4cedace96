package dev.carnet.config;

import java.util.List;
import java.util.Optional;

/** A part of a configuration, whatever it was written in. Immutable. */
sealed interface Node {
    /** An empty place: as if its key were not there. */
    record Nothing() implements Node {}

    /** Text of a file, in which variables are still to be expanded. */
    record Text(String text) implements Node {
        /** Text may be a password. */
        @Override
        public String toString() {
            return "Text";
        }
    }

    /** A value from code, taken as it stands. */
    record Given(Object value) implements Node {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /** Keys and their values, in the order of the source. */
    record Group(List<Entry> entries) implements Node {
        public Group {
            entries = List.copyOf(entries);
        }

        /** The first entry whose key the notation takes for this one. */
        Optional<Entry> find(String key, Notation notation) {
            return entries.stream()
                    .filter(each -> notation.same(each.key(), key))
                    .findFirst();
        }
    }

    /** Values in a row; their entries' keys are their indices. */
    record Items(List<Entry> entries) implements Node {
        public Items {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A key and its value.
     *
     * @param place of the key
     */
    record Entry(KeyPlace place, String key, Node value) {}
}
