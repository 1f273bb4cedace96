package dev.carnet.jpa;

import java.util.Arrays;
import java.util.List;

/**
 * What a test runs on.
 *
 * @param provider the persistence provider
 * @param kind the database
 * @param entity the entity
 */
record Combination(Provider provider, DatabaseKind kind, SessionKind entity) {
    /** Every provider on every database. */
    static List<Combination> all(SessionKind entity) {
        return Arrays.stream(Provider.values())
                .flatMap(provider ->
                        Arrays.stream(DatabaseKind.values()).map(kind -> new Combination(provider, kind, entity)))
                .toList();
    }

    /**
     * Every provider and every database with an entity, each pair of them with one of two entities; with {@code -Pfull} with
     * both.
     *
     * @param first whether it is the first of the two
     */
    static List<Combination> half(SessionKind entity, boolean first) {
        return all(entity).stream()
                .filter(each -> Boolean.getBoolean("carnet.test.full") || each.isFirst() == first)
                .toList();
    }

    private boolean isFirst() {
        return (provider == Provider.HIBERNATE) != (kind == DatabaseKind.MARIADB);
    }

    /** What makes the table. */
    List<String> ddl() {
        return entity.equals(SessionKind.READY)
                ? ReadyTable.statements(kind.product())
                : List.of(kind.ddl(entity.ddl(), provider));
    }

    @Override
    public String toString() {
        return entity + " with " + provider + " on " + kind;
    }
}
