package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column as the schema's file has it, to be compared with the one that is there.
 *
 * @param name its name
 * @param type the type's name, in upper case
 * @param length of a text with a limit, in characters; otherwise 0
 */
record WantedColumn(String name, String type, int length) {
    private static final Pattern DEFINITION = Pattern.compile("(\\w+) (\\w+)(?:\\((\\d+)\\))?.*");
    private static final Set<Integer> TEXTS = Set.of(
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.CLOB,
            Types.NCHAR,
            Types.NVARCHAR,
            Types.LONGNVARCHAR,
            Types.NCLOB);
    private static final Set<Integer> SMALL_NUMBERS = Set.of(Types.INTEGER, Types.SMALLINT, Types.TINYINT);
    private static final Set<Integer> DECIMALS = Set.of(Types.NUMERIC, Types.DECIMAL);

    /** The digits of the largest BIGINT. */
    private static final int BIGINT_DIGITS = 19;

    /** A session's data are often longer than this. */
    private static final int SHORT_DATA = 65_536;

    static WantedColumn of(String definition) {
        Matcher parts = DEFINITION.matcher(definition);
        if (!parts.matches()) {
            throw new IllegalStateException("no column: " + definition);
        }
        String length = parts.group(3);
        return new WantedColumn(parts.group(1), parts.group(2), length == null ? 0 : Integer.parseInt(length));
    }

    /**
     * A difference of a column.
     *
     *
     * @param what completes "the column NAME ..."
     * @param isFatal whether sessions cannot be stored so
     */
    record Difference(String what, boolean isFatal) {}

    /** Empty if the column is equivalent, even if its type has another name. */
    Optional<Difference> difference(Column found, Dialect dialect) {
        return type.equals("BIGINT") ? asNumber(found, dialect) : asText(found, dialect);
    }

    private Optional<Difference> asNumber(Column found, Dialect dialect) {
        boolean isLarge = found.jdbcType() == Types.BIGINT
                || (DECIMALS.contains(found.jdbcType()) && (found.length() <= 0 || found.length() >= BIGINT_DIGITS))
                || (dialect.storesAnyInteger() && SMALL_NUMBERS.contains(found.jdbcType()));
        return isLarge ? Optional.empty() : other(found, type);
    }

    private Optional<Difference> asText(Column found, Dialect dialect) {
        if (!TEXTS.contains(found.jdbcType())) {
            return other(found, length == 0 ? type : type + "(" + length + ")");
        }
        if (found.length() > 0 && found.length() < length && !dialect.storesAnyLength()) {
            return Optional.of(new Difference(
                    "takes " + found.length() + " characters and should take " + length, !name.equals("principal")));
        }
        if (type.equals("VARCHAR") && found.jdbcType() == Types.CHAR && dialect.padsChar()) {
            return Optional.of(new Difference(
                    "is of type " + found.typeName() + ", which fills values up with blanks, and should be " + type
                            + "(" + length + ")",
                    true));
        }
        boolean isShort = length == 0 && found.length() > 0 && found.length() < SHORT_DATA;
        return isShort && !dialect.storesAnyLength()
                ? Optional.of(new Difference(
                        "takes " + found.length() + " and refuses larger sessions; it should be " + type, false))
                : Optional.empty();
    }

    private static Optional<Difference> other(Column found, String wanted) {
        return Optional.of(new Difference("is of type " + found.typeName() + " and should be " + wanted, true));
    }
}
