package dev.carnet.jpa;

import dev.carnet.testservers.FreshDatabase;
import java.nio.file.Path;

/** A database that the tests run on, and its words for what has no standard. */
enum DatabaseKind {
    H2("CLOB", "BLOB", "VARCHAR(255)", "TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6)") {
        @Override
        FreshDatabase fresh(Path directory) {
            return FreshDatabase.h2(directory);
        }
    },

    MARIADB(
            "LONGTEXT CHARACTER SET utf8mb4",
            "LONGBLOB",
            "VARCHAR(255) CHARACTER SET utf8mb4",
            "DATETIME(6)",
            "DATETIME(6)") {
        @Override
        FreshDatabase fresh(Path directory) {
            return FreshDatabase.mariaDb();
        }
    },

    POSTGRESQL("TEXT", "BYTEA", "VARCHAR(255)", "TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6)") {
        @Override
        FreshDatabase fresh(Path directory) {
            return FreshDatabase.postgres();
        }
    };

    private final String text;
    private final String bytes;
    private final String name;
    private final String instant;
    private final String local;

    DatabaseKind(String text, String bytes, String name, String instant, String local) {
        this.text = text;
        this.bytes = bytes;
        this.name = name;
        this.instant = instant;
        this.local = local;
    }

    abstract FreshDatabase fresh(Path directory);

    /** As its driver calls it. */
    String product() {
        return switch (this) {
            case H2 -> "H2";
            case MARIADB -> "MariaDB";
            case POSTGRESQL -> "PostgreSQL";
        };
    }

    boolean keepsLobsElsewhere(Provider provider) {
        return this == POSTGRESQL && provider == Provider.HIBERNATE;
    }

    /**
     * DDL in this database's words, as the provider's own has it: Hibernate keeps a LOB beside PostgreSQL's table, and in the
     * row its number; EclipseLink keeps an Instant as a local time.
     */
    String ddl(String template, Provider provider) {
        String lob = keepsLobsElsewhere(provider) ? "OID" : text;
        return template.replace("${lob}", lob)
                .replace("${local}", local)
                .replace("${text}", text)
                .replace("${bytes}", bytes)
                .replace("${name}", name)
                .replace("${instant}", provider == Provider.ECLIPSELINK ? local : instant);
    }
}
