package dev.carnet.jpa;

/** What a {@link Trial} does with its row, in order. */
enum TrialStep {
    NEW(
            "a new session",
            "it could not be stored",
            "The entity is made by its constructor, and id and data are set as they are: map them as plain columns, and let a"
                    + " @PrePersist listener fill what else your application requires."),
    READ(
            "reading it",
            "it was not found by its id, or is not what was stored",
            "The id must give the same column value for the same id, and the data must come back as it was: see their"
                    + " converters, the width of their columns, and restrictions of the entity."),
    KEY(
            "telling its id from one that differs in case",
            "the database took one for the other",
            "Give the id's column a binary or case-sensitive collation."),
    COMPARE("comparing its data in the database", "it was not found by them", "Let the data be compared in Java."),
    CHANGE(
            "a change",
            "it did not arrive, or came back as something else",
            "Changes are JPQL updates: use what these take as well, such as an AttributeConverter."),
    CONFLICT(
            "refusing a change that missed another one",
            "it was not refused",
            "Let the data come back as it was stored: see its converter and column type."),
    TOUCH(
            "noting an access",
            "it did not arrive",
            "Changes are JPQL updates: let these reach every attribute of a session."),
    ID_CHANGE(
            "an id change",
            "the session is not found under its new id, or still under the old one",
            "The id changes by a JPQL update: use a plain unique column for it."),
    LIST(
            "listing it",
            "it was not found by its user, handle or expiry",
            "Equal values must give equal column values, and later times later ones: see the converters of what keeps users,"
                    + " handles and times."),
    END(
            "ending it",
            "it could not be deleted, or was still there",
            "Rows are deleted by JPQL: let that reach the row."),
    EXPIRY(
            "ending one that has expired",
            "it was deleted too early, or not at all",
            "Rows are deleted by JPQL: let that reach the row, and later times be later in the column.");

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
