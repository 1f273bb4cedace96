package dev.carnet.jpa.query;

import dev.carnet.jpa.database.DatabaseProduct;
import dev.carnet.jpa.entity.DataType;
import dev.carnet.jpa.entity.SessionEntity;
import java.util.Optional;

/**
 * How sessions can be compared in the database, which depends on column types, collations, charsets, converters and the
 * provider. A {@code Trial} finds the best that works.
 *
 * @param keys how a key is compared exactly
 * @param data how the data is compared exactly
 */
public record Abilities(Keys keys, Data data) {
    /** The features that work with every mapping that returns stored values unchanged. */
    public static final Abilities LEAST = new Abilities(Keys.LOCKED, Data.LOCKED);

    /** How a key is compared exactly. */
    public enum Keys {
        /** By the usual comparison. */
        PLAIN,
        /** By a digest besides, for a database whose usual comparison overlooks case, accents or blanks at the end. */
        DIGEST,
        /** In Java, after the row was locked. */
        LOCKED
    }

    /** How the data is compared exactly. */
    public enum Data {
        /** The database finds parts of the text, and compares all of it. */
        PARTS,
        /** The database compares all of it. */
        WHOLE,
        /** In Java, after the row was locked. */
        LOCKED
    }

    /** The best to hope for. */
    public static Abilities best(SessionEntity entity, DatabaseProduct database) {
        return new Abilities(
                database.overlooks() ? Keys.DIGEST : Keys.PLAIN,
                entity.dataType() == DataType.TEXT ? Data.PARTS : Data.WHOLE);
    }

    /** What to try next after keys turned out not to be compared so; empty if nothing is left. */
    public Optional<Abilities> withLessOfKeys() {
        return keys == Keys.LOCKED ? Optional.empty() : Optional.of(new Abilities(Keys.LOCKED, data));
    }

    /** What to try next after the data turned out not to be compared so; empty if nothing is left. */
    public Optional<Abilities> withLessOfData() {
        return switch (data) {
            case PARTS -> Optional.of(new Abilities(keys, Data.WHOLE));
            case WHOLE -> Optional.of(new Abilities(keys, Data.LOCKED));
            case LOCKED -> Optional.empty();
        };
    }

    /** For people, to complete "the database compares ...". */
    @Override
    public String toString() {
        String text =
                switch (data) {
                    case PARTS -> "the database compares the session's data in place";
                    case WHOLE -> "the database compares the session's data as a whole, so a touch reads it first";
                    case LOCKED ->
                        "the database cannot compare the session's data, so a change locks and reads its row first";
                };
        return keys == Keys.LOCKED
                ? text + "; nor can it compare the id exactly, so the end of a session does too"
                : text;
    }
}
