package dev.carnet.jpa;

/** The steps of a {@link Trial}, in order. */
enum TrialStep {
    NEW(
            "a new session",
            "it could not be stored",
            "The entity is created by its constructor, and id and data are set directly: map them as plain columns,"
                    + " and let a @PrePersist listener fill other columns that your application requires."),
    READ(
            "reading it",
            "it was not found by its id, or differs from what was stored",
            "Equal ids must give equal column values, and the data must come back unchanged: check their"
                    + " converters, the width of their columns, and restrictions of the entity."),
    KEY(
            "distinguishing its id from one that differs in case",
            "the database treated them as equal",
            "Give the id's column a binary or case-sensitive collation."),
    COMPARE("comparing its data in the database", "it was not found by its data", "Let the data be compared in Java."),
    CHANGE(
            "a change",
            "it was not stored, or came back changed",
            "Changes are JPQL updates: use a mapping that works with them, such as an AttributeConverter."),
    CONFLICT(
            "refusing a change based on an outdated version",
            "it was not refused",
            "The data must come back as it was stored: check its converter and column type."),
    TOUCH(
            "storing an access",
            "it was not stored",
            "Changes are JPQL updates: map every attribute of a session so that they can change it."),
    ID_CHANGE(
            "an id change",
            "the session was not found under its new id, or was still found under the old one",
            "The id changes by a JPQL update: use a plain unique column for it."),
    LIST(
            "listing it",
            "it was not found by its user, handle or expiry",
            "Equal values must give equal column values, and later times later ones: check the converters of users,"
                    + " handles and times."),
    END(
            "ending it",
            "it could not be deleted, or still existed",
            "Rows are deleted by JPQL: make sure that it deletes the row."),
    EXPIRY(
            "deleting an expired session",
            "it was deleted too early, or not at all",
            "Rows are deleted by JPQL: make sure that it deletes the row, and that later times are later in the"
                    + " column.");

    private final String words;
    private final String wrong;
    private final String remedy;

    TrialStep(String words, String wrong, String remedy) {
        this.words = words;
        this.wrong = wrong;
        this.remedy = remedy;
    }

    /** To complete "failed at ...". */
    String words() {
        return words;
    }

    /** What is wrong if it gives a wrong answer. */
    String wrong() {
        return wrong;
    }

    /** What to do if nothing better is known. */
    String remedy() {
        return remedy;
    }
}
