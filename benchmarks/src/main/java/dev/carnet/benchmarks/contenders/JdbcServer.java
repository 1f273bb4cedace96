package dev.carnet.benchmarks.contenders;

import org.jspecify.annotations.Nullable;

/** A database, and what contenders have to know about it. */
enum JdbcServer {
    SQLITE(
            "SQLite",
            "sqlite",
            "BLOB",
            "SELECT 'journal_mode ' || journal_mode || ', synchronous ' || synchronous"
                    + " FROM pragma_journal_mode, pragma_synchronous",
            null),
    POSTGRESQL(
            "PostgreSQL",
            "postgresql",
            "BYTEA",
            "SELECT 'fsync ' || current_setting('fsync') || ', synchronous_commit '"
                    + " || current_setting('synchronous_commit')",
            "SELECT SUM(calls) FROM public.pg_stat_statements"),
    MARIADB(
            "MariaDB",
            "mysql",
            "LONGBLOB",
            "SELECT CONCAT('innodb_flush_log_at_trx_commit ', @@innodb_flush_log_at_trx_commit)",
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'");

    private final String description;
    private final String springSchema;
    private final String blobType;
    private final String durability;
    private final @Nullable String asked;

    JdbcServer(String description, String springSchema, String blobType, String durability, @Nullable String asked) {
        this.description = description;
        this.springSchema = springSchema;
        this.blobType = blobType;
        this.durability = durability;
        this.asked = asked;
    }

    String description() {
        return description;
    }

    /** As Spring Session's scripts are named. */
    String springSchema() {
        return springSchema;
    }

    /** The type that holds bytes. */
    String blobType() {
        return blobType;
    }

    /** The query for the settings that say when a commit is on the disk. */
    String durability() {
        return durability;
    }

    /** The query for how many statements the server was asked; null if it does not count them. */
    @Nullable
    String asked() {
        return asked;
    }
}
