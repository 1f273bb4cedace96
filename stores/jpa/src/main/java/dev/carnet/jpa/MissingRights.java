package dev.carnet.jpa;

import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.entity.SessionEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The write rights that the database user lacks on an entity's table.
 *
 * @param names the missing ones of INSERT, UPDATE and DELETE, in this order; empty if none is missing
 * @param isClosed whether the database is read-only
 */
record MissingRights(List<String> names, boolean isClosed) {
    static final MissingRights NONE = new MissingRights(List.of(), false);

    private static final Map<String, String> WITHOUT =
            Map.of("INSERT", "begun", "UPDATE", "changed", "DELETE", "ended");

    /**
     * Tries what means no row: a database asks for rights before it looks for rows. Queries in Jakarta Persistence insert
     * nothing, so of a new row the caller knows.
     *
     * @param lacksInsert whether a new row was refused
     */
    static MissingRights of(SessionEntity entity, EntityManagers managers, boolean lacksInsert) {
        String data = "e." + entity.data().name();
        List<String> lacking = new ArrayList<>();
        if (lacksInsert) {
            lacking.add("INSERT");
        }
        boolean takesNoChange =
                isRefused(managers, "UPDATE " + entity.name() + " e SET " + data + " = " + data, "UPDATE", lacking);
        boolean takesNoEnd = isRefused(managers, "DELETE FROM " + entity.name() + " e", "DELETE", lacking);
        return new MissingRights(List.copyOf(lacking), takesNoChange || takesNoEnd);
    }

    /** Notes a right that is missing; gives whether the database takes no writes. */
    private static boolean isRefused(EntityManagers managers, String statement, String right, List<String> lacking) {
        try {
            managers.rolledBack(
                    manager -> manager.createQuery(statement + " WHERE 1 = 0").executeUpdate());
            return false;
        } catch (RuntimeException e) {
            Failure failure = Failure.of(e);
            if (!failure.isDenied() && !failure.isClosed()) {
                throw failure.toException("the rights on the entity's table cannot be determined");
            }
            lacking.add(right);
            return failure.isClosed();
        }
    }

    boolean isNone() {
        return names.isEmpty() && !isClosed;
    }

    /**
     * What is missing, what follows, and what to do.
     *
     * @param entity whose table it is
     */
    String sentences(String entity) {
        if (isClosed) {
            return "the database accepts no writes, so sessions can only be read: it is a replica or read-only."
                    + " Connect to the primary";
        }
        String list = String.join(", ", names);
        String without = names.stream().map(WITHOUT::get).collect(Collectors.joining(", "));
        return "the database's user may not " + list + " on the table of the entity " + entity
                + ", so sessions cannot be " + without + ". Grant " + list + " there to an application's user";
    }
}
