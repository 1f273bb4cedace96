package dev.carnet.kiokudb;

import dev.carnet.spi.SessionKey;

/**
 * Converts between the names of parts among a session's attributes and the ids of their entries. A part of Carnet
 * belongs to one session under one key: {@code KEY.NAME}. An entry that Perl wrote may be shared by sessions; its name
 * is {@code =} and its id.
 *
 * @param key the session's
 */
record PartIds(SessionKey key) {
    private static final String FOREIGN = "=";
    private static final String SEPARATOR = ".";

    String id(String name) {
        return isForeign(name) ? name.substring(FOREIGN.length()) : prefix() + name;
    }

    String name(String id) {
        return id.startsWith(prefix()) ? id.substring(prefix().length()) : FOREIGN + id;
    }

    private String prefix() {
        return key.value() + SEPARATOR;
    }

    /** Whether a part of this name may be anybody's. */
    static boolean isForeign(String name) {
        return name.startsWith(FOREIGN);
    }

    /** The id of the root that an entry would belong to, if it were one of Carnet's. */
    static String rootOf(String id) {
        int separator = id.lastIndexOf(SEPARATOR);
        return separator < 0 ? "" : id.substring(0, separator);
    }
}
