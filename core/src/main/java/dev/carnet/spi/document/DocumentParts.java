package dev.carnet.spi.document;

/**
 * Expressions, in SQL and JPQL, for the parts of a {@link WholeDocument}. Valid only for a text that
 * {@linkplain #beginning() begins} as Carnet writes it. Immutable.
 *
 * @param text the column or attribute that contains the text
 */
public record DocumentParts(String text) {
    /** The beginning of every text, to compare with {@link WholeDocument#BEGINS_WITH}. */
    public String beginning() {
        return part(1, WholeDocument.BEGINS_WITH.length());
    }

    /** The beginning up to the last access, to compare with {@link WholeDocument#beginning(long)}. */
    public String version() {
        return part(1, WholeDocument.ACCESSED_AT - 1);
    }

    /** The last access; times compare like their texts. */
    public String accessed() {
        return part(WholeDocument.ACCESSED_AT, WholeDocument.INSTANT_LENGTH);
    }

    /** The expiry. */
    public String expires() {
        return part(WholeDocument.EXPIRES_AT, WholeDocument.INSTANT_LENGTH);
    }

    /**
     * The text after an access; its expiry does not move backwards.
     *
     * @param beginning an expression for {@link WholeDocument#beginning(long, String)}
     * @param compared an expression for the new expiry in a comparison
     * @param expires an expression for the new expiry as part of the text
     */
    public String touched(String beginning, String compared, String expires) {
        return "CONCAT(" + beginning + ", CASE WHEN " + expires() + " < " + compared + " THEN " + expires + " ELSE "
                + expires() + " END, SUBSTRING(" + text + ", "
                + (WholeDocument.EXPIRES_AT + WholeDocument.INSTANT_LENGTH) + "))";
    }

    private String part(int from, int length) {
        return "SUBSTRING(" + text + ", " + from + ", " + length + ")";
    }
}
