package dev.carnet.bson;

/**
 * Names of attributes and members as names of fields that every version of MongoDB takes and that a query's path can name.
 *
 * <pre>
 * a dot anywhere                    %2E
 * a dollar sign at the beginning    %24
 * NUL                               %00
 * the empty name                    %
 * a percent sign before 2E, 24, 00,
 * 25 or 5F, or alone                %25
 * </pre>
 *
 * All other names stay what they are, but for what {@link BsonText} says of them. So the attribute {@code a.b} is found by
 * the path {@code data.a%2Eb}.
 */
public final class FieldNames {
    private static final String EMPTY = "%";

    /** MongoDB's name of a document's key, which cannot be an attribute. */
    private static final String ID = "_id";

    private static final String ESCAPED_ID = "%5Fid";
    private static final int CODE_LENGTH = 2;

    private FieldNames() {}

    /** The field name of a name. */
    public static String escape(String name) {
        if (isSimple(name)) {
            return BsonText.escape(name);
        } else if (name.isEmpty()) {
            return EMPTY;
        }
        StringBuilder field = new StringBuilder(name.length() + CODE_LENGTH);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '.' -> field.append("%2E");
                case '\0' -> field.append("%00");
                case '$' -> field.append(i == 0 ? "%24" : "$");
                case '%' -> field.append(name.equals(EMPTY) || decoded(name, i + 1) >= 0 ? "%25" : "%");
                default -> field.append(c);
            }
        }
        return BsonText.escape(field.toString());
    }

    /** Whether name and field name are equal, as for most names. */
    public static boolean isSimple(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' || c == '%' || c == '\0' || c == '$') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** The same at the top level of the document, where {@code _id} becomes {@code %5Fid}. */
    public static String escapeBesideId(String name) {
        return name.equals(ID) ? ESCAPED_ID : escape(name);
    }

    /**
     * The name of a field name. A percent sign that begins no escape stands for itself: other programs write such
     * names.
     */
    public static String unescape(String field) {
        String stored = BsonText.unescape(field);
        if (stored.indexOf('%') < 0) {
            return stored;
        } else if (stored.equals(EMPTY)) {
            return "";
        }
        StringBuilder name = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            int decoded = stored.charAt(i) == '%' ? decoded(stored, i + 1) : -1;
            if (decoded < 0) {
                name.append(stored.charAt(i));
            } else {
                name.append((char) decoded);
                i += CODE_LENGTH;
            }
        }
        return name.toString();
    }

    /** The character of the code after a percent sign, or -1 if there is no code. */
    private static int decoded(String text, int from) {
        if (from + CODE_LENGTH > text.length()) {
            return -1;
        }
        return switch (text.substring(from, from + CODE_LENGTH)) {
            case "2E" -> '.';
            case "24" -> '$';
            case "00" -> 0;
            case "25" -> '%';
            case "5F" -> '_';
            default -> -1;
        };
    }
}
