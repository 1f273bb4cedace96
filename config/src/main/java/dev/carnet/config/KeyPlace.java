package dev.carnet.config;

import dev.carnet.text.Printable;

/**
 * Where something stands in a configuration, as messages say it.
 *
 * @param source the file's name, or what else the configuration came from
 * @param line counted from 1; 0 where the source has no lines
 * @param path the full key; empty for the source as a whole
 */
record KeyPlace(String source, int line, String path) {
    static KeyPlace of(String source) {
        return new KeyPlace(source, 0, "");
    }

    KeyPlace atLine(int other) {
        return new KeyPlace(source, other, path);
    }

    /** The place of a key in the group that stands here, for a line still unknown the group's. */
    KeyPlace key(String key) {
        return new KeyPlace(source, line, path.isEmpty() ? key : path + "." + key);
    }

    /** The place of an item, counted from 0, in the list that stands here. */
    KeyPlace item(int index) {
        return new KeyPlace(source, line, path + "[" + index + "]");
    }

    /** Such as {@code carnet.yml line 7, engines.session.JDBC.dsn}. */
    @Override
    public String toString() {
        return source + (line > 0 ? " line " + line : "") + (path.isEmpty() ? "" : ", " + Printable.name(path));
    }
}
