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
            null) {
        @Override
        String numbers(int count) {
            return "(WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < " + count
                    + ") SELECT n FROM numbers) numbers";
        }

        /** It knows no digest. */
        @Override
        String digest(String number) {
            return "LOWER(HEX(RANDOMBLOB(20)))";
        }

        @Override
        String analyze(String table) {
            return "ANALYZE " + table;
        }
    },
    POSTGRESQL(
            "PostgreSQL",
            "postgresql",
            "BYTEA",
            "SELECT 'fsync ' || current_setting('fsync') || ', synchronous_commit '"
                    + " || current_setting('synchronous_commit')",
            "SELECT SUM(calls) FROM public.pg_stat_statements") {
        @Override
        String numbers(int count) {
            return "GENERATE_SERIES(1, " + count + ") numbers (n)";
        }

        @Override
        String digest(String number) {
            return "LEFT(ENCODE(SHA256(CONVERT_TO(CONCAT(" + number + "), 'UTF8')), 'hex'), 40)";
        }

        @Override
        String analyze(String table) {
            return "VACUUM ANALYZE " + table;
        }
    },
    MARIADB(
            "MariaDB",
            "mysql",
            "LONGBLOB",
            "SELECT CONCAT('innodb_flush_log_at_trx_commit ', @@innodb_flush_log_at_trx_commit)",
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'") {
        @Override
        String numbers(int count) {
            return "(SELECT seq AS n FROM seq_1_to_" + count + ") numbers";
        }

        @Override
        String digest(String number) {
            return "SHA1(" + number + ")";
        }

        /** The primary key, in whatever order they come. */
        @Override
        String storedBy() {
            return "1";
        }

        @Override
        String analyze(String table) {
            return "ANALYZE TABLE " + table;
        }
    };

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

    /** A table with the column n, which holds the numbers from 1 on. */
    abstract String numbers(int count);

    /** 40 hexadecimal digits that belong to a number and are in no order. */
    abstract String digest(String number);

    /** What rows lie in the order of, here by the sessions' age: who has begun first expires first. */
    String storedBy() {
        return "n DESC";
    }

    /** The statement after which the planner knows a table. */
    abstract String analyze(String table);
}
