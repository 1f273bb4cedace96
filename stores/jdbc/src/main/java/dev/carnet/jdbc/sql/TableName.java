package dev.carnet.jdbc.sql;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed name of a table. It is always quoted in statements, so it cannot be anything but a name.
 *
 * @param schema the schema, or null for the connection's own
 * @param name the table's name
 */
public record TableName(@Nullable String schema, String name) {
    private static final String PART = "\"(?:[^\"\\x00]|\"\")+\"|[^\".\\x00]+";
    private static final Pattern NAME = Pattern.compile("(?:(" + PART + ")\\.)?(" + PART + ")");

    /**
     * Reads {@code sessions}, {@code web.sessions} or, for names with a dot in them, {@code "my.table"}.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public static TableName parse(String text) {
        Matcher parts = NAME.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a table name; allowed is a name or schema.name, with a part that contains a dot in"
                    + " double quotes");
        }
        String schema = parts.group(1);
        return new TableName(schema == null ? null : unquoted(schema), unquoted(parts.group(2)));
    }

    private static String unquoted(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part.strip();
    }

    /** As a statement names the table. */
    public String quoted(UnaryOperator<String> quote) {
        return quotedSchema(quote) + quote.apply(name);
    }

    /** The schema and its dot, or nothing. */
    public String quotedSchema(UnaryOperator<String> quote) {
        return schema == null ? "" : quote.apply(schema) + ".";
    }

    /** As a message names it. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
