package dev.carnet.config;

import java.util.Locale;

/** What a configuration is written in, as far as that decides how keys are spelt. */
enum Notation {
    /** YAML, in which Dancer's files hold many keys that are not ours. */
    YAML("session: NAME"),
    /** Properties in Spring's relaxed spelling; every key under {@code carnet.} is ours. */
    PROPERTIES("carnet.session=NAME") {
        @Override
        boolean same(String written, String declared) {
            return uniform(written).equals(uniform(declared));
        }

        @Override
        String spell(String declared) {
            return declared.replace('_', '-');
        }
    },
    /** The builder. */
    CODE("session(NAME)");

    private final String engineLine;

    Notation(String engineLine) {
        this.engineLine = engineLine;
    }

    /** How an engine is chosen. */
    String engineLine() {
        return engineLine;
    }

    /** Whether a key is the one declared. */
    boolean same(String written, String declared) {
        return written.equals(declared);
    }

    /** A declared key as one writes it here. */
    String spell(String declared) {
        return declared;
    }

    /** Spring's uniform form: lower case, no dashes and underscores. */
    private static String uniform(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
