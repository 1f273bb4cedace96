package dev.carnet.benchmarks.scale;

/** The stores that are measured, and how many sessions each can hold on a machine like this. */
enum ScaleKind {
    MEMORY,
    SQLITE,
    H2,
    POSTGRESQL,
    MARIADB,
    /** On PostgreSQL, through Hibernate. */
    JPA(1_000_000, "it keeps its sessions in PostgreSQL, as the row of that name does"),
    REDIS,
    /** As far as the server goes that stands in for MongoDB. */
    MONGODB(
            10_000,
            "mongo-java-server, which stands in for MongoDB, has no index but on ids and sorts all for each page"),
    HAZELCAST(1_000_000, "its one member keeps all sessions in this process's heap"),
    /** On PostgreSQL, in the tables of Perl's KiokuDB. */
    KIOKUDB(1_000_000, "it keeps its sessions in PostgreSQL, as the row of that name does"),
    KIOKUDB_FILES(100_000, "each session is a file");

    private final int most;
    private final String reason;

    ScaleKind() {
        this(Integer.MAX_VALUE, "");
    }

    /** @param reason why it holds no more; completes "left out: ..." */
    ScaleKind(int most, String reason) {
        this.most = most;
        this.reason = reason;
    }

    boolean holds(int size) {
        return size <= most;
    }

    String reason() {
        return reason;
    }
}
