package dev.carnet.jpa.database;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of table constraints, by the databases' errors for a violation: SQLSTATE class 23 and their own codes. */
enum BrokenRule {
    /** MariaDB and MySQL have 1048 and, for a column without a default, 1364. */
    NOT_NULL("23502", "1048 1364", "NOT NULL", 1299) {
        @Override
        public String says(SQLException e) {
            return column(e).map(name -> "the column " + name).orElse("a column") + " must not be null";
        }

        @Override
        public String remedy() {
            return "If your application requires that column, fill it with a @PrePersist listener of the entity or"
                    + " a default of the table.";
        }
    },

    FOREIGN_KEY("23503 23506", "1216 1217 1451 1452", "FOREIGN KEY", 787) {
        @Override
        public String says(SQLException e) {
            return "a foreign key refers to a missing row, or another row refers to this one";
        }

        @Override
        public String remedy() {
            return "Sessions begin before a login and end at any time: make the column nullable and the foreign key"
                    + " ON UPDATE CASCADE ON DELETE CASCADE, or remove the foreign key.";
        }
    },

    UNIQUE("23505", "1062", "UNIQUE", 2067) {
        @Override
        public String says(SQLException e) {
            return "a value that must be unique already exists";
        }

        @Override
        public String remedy() {
            return "Only the id of a session is unique: remove the constraint from the other column.";
        }
    },

    CHECK("23514 23513", "3819 4025", "CHECK", 275) {
        @Override
        public String says(SQLException e) {
            return "a CHECK constraint of the table is violated";
        }

        @Override
        public String remedy() {
            return "Change the constraint so that it allows what Carnet and your @PrePersist listener store.";
        }
    },

    OTHER("", "", "", 0) {
        @Override
        public String says(SQLException e) {
            return "a rule of the table forbids it";
        }

        @Override
        public String remedy() {
            return "Check the table's constraints.";
        }
    };

    /** SQLite's driver gives no SQLSTATE: SQLITE_CONSTRAINT and its extended codes, see sqlite.org/rescode.html. */
    private static final int SQLITE_CONSTRAINT = 19;

    private static final Pattern NAME = Pattern.compile("[\"'`]([^\"'`]+)[\"'`]");

    private final String states;
    private final String codes;
    private final String sqlite;
    private final int extended;

    BrokenRule(String states, String codes, String sqlite, int extended) {
        this.states = states;
        this.codes = codes;
        this.sqlite = sqlite;
        this.extended = extended;
    }

    /** The rule that a statement broke; empty if it failed for another reason. */
    static Optional<BrokenRule> of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean isSqlite = state.isEmpty() && (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
        for (BrokenRule each : values()) {
            if (isSqlite ? each.isSqlites(e) : each.isMeant(state, e.getErrorCode())) {
                return Optional.of(each);
            }
        }
        boolean isUnknown = isSqlite || state.startsWith("23") || e instanceof SQLIntegrityConstraintViolationException;
        return isUnknown ? Optional.of(OTHER) : Optional.empty();
    }

    /** MariaDB and MySQL say 23000 for all of them, and HY000 for a column without a default. */
    private boolean isMeant(String state, int code) {
        return (state.equals("23000") || state.equals("HY000"))
                ? contains(codes, String.valueOf(code))
                : contains(states, state);
    }

    private boolean isSqlites(SQLException e) {
        return this != OTHER
                && (e.getErrorCode() == extended
                        || String.valueOf(e.getMessage())
                                .toUpperCase(Locale.ROOT)
                                .contains(sqlite + " CONSTRAINT"));
    }

    private static boolean contains(String words, String word) {
        return !word.isEmpty() && (" " + words + " ").contains(" " + word + " ");
    }

    /** The name that a database quotes in the first line of its message, where no value stands. */
    private static Optional<String> column(SQLException e) {
        Matcher name =
                NAME.matcher(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** What is wrong, without any value. */
    abstract String says(SQLException e);

    /** What to do. */
    abstract String remedy();
}
