package dev.carnet.benchmarks;

import java.util.Locale;

/** What one request does with its session. */
public enum Operation {
    /** Reads one attribute of ten. */
    READ("read one of ten attributes"),
    /** Sets one attribute of ten. */
    CHANGE("change one of ten attributes"),
    /** Begins a session with ten attributes. */
    NEW("begin a session"),
    /** Gives the session a new id. */
    RENAME("change the id"),
    /** Ends the session. */
    END("end the session");

    private final String description;
    private final String path = "/" + name().toLowerCase(Locale.ROOT);

    Operation(String description) {
        this.description = description;
    }

    /** In words, for the report. */
    public String description() {
        return description;
    }

    /** The path that a request for it has. */
    public String path() {
        return path;
    }

    /** The path of a request for it on another attribute than the usual one. */
    public String path(int attribute) {
        return "/" + attribute + path;
    }

    /** The name of the attribute that a path means. */
    public static String attribute(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? Payload.ATTRIBUTE : Payload.name(Integer.parseInt(path.substring(1, end)));
    }

    /** The operation that a path asks for. */
    public static Operation of(String path) {
        for (Operation each : values()) {
            if (path.endsWith(each.path)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no operation: " + path);
    }
}
