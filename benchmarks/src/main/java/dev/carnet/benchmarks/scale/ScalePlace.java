package dev.carnet.benchmarks.scale;

import dev.carnet.spi.SessionStore;

/**
 * Carnet's store on an empty technology.
 *
 * @param name the technology
 * @param store the store that is measured
 * @param meter what it says of itself
 * @param settle what makes it ready after many sessions were stored, such as statistics for a planner
 * @param end what is to be closed
 */
record ScalePlace(String name, SessionStore store, Meter meter, Runnable settle, AutoCloseable end)
        implements AutoCloseable {
    static ScalePlace open(ScaleKind kind) throws Exception {
        return switch (kind) {
            case MEMORY -> OpenPlaces.memory();
            case SQLITE -> SqlPlaces.sqlite();
            case H2 -> SqlPlaces.h2();
            case POSTGRESQL -> SqlPlaces.postgres();
            case MARIADB -> SqlPlaces.mariaDb();
            case JPA -> SqlPlaces.jpa();
            case KIOKUDB -> SqlPlaces.kiokuDb();
            case KIOKUDB_FILES -> OpenPlaces.files();
            case REDIS -> OpenPlaces.redis();
            case MONGODB -> OpenPlaces.mongoDb();
            case HAZELCAST -> OpenPlaces.hazelcast();
        };
    }

    @Override
    public void close() throws Exception {
        store.close();
        end.close();
    }
}
