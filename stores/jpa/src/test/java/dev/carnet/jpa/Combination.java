package dev.carnet.jpa;

import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.database.ReadyTable;
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
     * What an entity's contract runs on: each entity on a database and with a provider of its own, so that each database and
     * each provider has its turn; with {@code -Pfull} every entity has all of them. On Jakarta Persistence 3.1 that is
     * Hibernate: the tests' EclipseLink needs 3.2.
     */
    static List<Combination> ofContract(SessionKind entity) {
        return all(entity).stream()
                .filter(each -> PersistenceVersion.is32() || each.provider() == Provider.HIBERNATE)
                .filter(each -> Boolean.getBoolean("carnet.test.full") || each.isUsual())
                .toList();
    }

    private boolean isUsual() {
        boolean hibernate = provider == Provider.HIBERNATE;
        return switch (kind) {
            case POSTGRESQL -> hibernate && entity.equals(SessionKind.VISIT);
            case MARIADB -> !hibernate && entity.equals(SessionKind.READY);
            case H2 -> hibernate && entity.equals(SessionKind.MINE);
        };
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
