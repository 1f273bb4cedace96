package dev.carnet.jdbc.connection;

import dev.carnet.error.ConfigurationException;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.DriverLoaders;
import dev.carnet.jdbc.sql.H2Dialect;
import dev.carnet.jdbc.sql.MySqlDialect;
import dev.carnet.jdbc.sql.PostgresDialect;
import dev.carnet.jdbc.sql.SqliteDialect;
import dev.carnet.spi.setup.Passwords;
import java.sql.Driver;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A driver for a {@link Dsn}: its URLs, Perl's name of the database, and the driver's artifact. */
public enum JdbcDriver {
    SQLITE("jdbc:sqlite:", "SQLite", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc") {
        private static final int READWRITE_OF_A_URI = 0x42;
        private static final int CREATE = 0x04;

        @Override
        public Dialect dialect() {
            return new SqliteDialect();
        }

        @Override
        public Optional<SqliteFile> file(String url) {
            return SqliteFile.of(url);
        }

        @Override
        public boolean isInMemory(String url) {
            return file(url).isEmpty();
        }

        @Override
        public boolean isEmbedded(String url) {
            return true;
        }

        /**
         * In WAL mode readers and writers do not wait for each other, and with FULL a commit is on the disk when it returns.
         * A transaction of several statements takes the lock at its begin, where SQLite can wait for it.
         */
        @Override
        public Properties properties(Access access, Duration connectTimeout, Duration busyTimeout) {
            Properties pragmas = new Properties();
            pragmas.setProperty(
                    "open_mode", String.valueOf(READWRITE_OF_A_URI | (access == Access.CREATE ? CREATE : 0)));
            pragmas.setProperty("busy_timeout", String.valueOf(Math.min(busyTimeout.toMillis(), Integer.MAX_VALUE)));
            if (access != Access.LOOK) {
                pragmas.setProperty("journal_mode", "WAL");
                pragmas.setProperty("synchronous", "FULL");
                pragmas.setProperty("transaction_mode", "IMMEDIATE");
            }
            return pragmas;
        }
    },

    MYSQL("jdbc:mysql:", "MySQL", "com.mysql.cj.jdbc.Driver", "com.mysql:mysql-connector-j") {
        @Override
        public Dialect dialect() {
            return new MySqlDialect(true, false);
        }

        @Override
        public void check(String url) {
            Replicated.refuseLoadBalancing(url);
        }

        @Override
        public Properties properties(Access access, Duration connectTimeout, Duration busyTimeout) {
            return timeouts(ChronoUnit.MILLIS, connectTimeout, busyTimeout);
        }

        @Override
        public Optional<Duration> longestAnswer(Access access, Duration busyTimeout) {
            return patience(access, busyTimeout);
        }
    },

    MARIADB("jdbc:mariadb:", "MariaDB", "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client") {
        @Override
        public Dialect dialect() {
            return new MySqlDialect(true, false);
        }

        @Override
        public void check(String url) {
            requireHosts(url);
            Replicated.refuseLoadBalancing(url);
        }

        @Override
        public Properties properties(Access access, Duration connectTimeout, Duration busyTimeout) {
            return timeouts(ChronoUnit.MILLIS, connectTimeout, busyTimeout);
        }

        @Override
        public Optional<Duration> longestAnswer(Access access, Duration busyTimeout) {
            return patience(access, busyTimeout);
        }
    },

    POSTGRESQL("jdbc:postgresql:", "PostgreSQL", "org.postgresql.Driver", "org.postgresql:postgresql") {
        @Override
        public Dialect dialect() {
            return new PostgresDialect();
        }

        @Override
        public void check(String url) {
            requireHosts(url);
            Replicated.refuseReplicas(url);
        }

        /**
         * Of several servers the one that can be written to. No statement gets a name on the server: behind a pooler that shares
         * server connections, the same name is another statement on each of them ({@link Dialect#unnamed}).
         */
        @Override
        public Properties properties(Access access, Duration connectTimeout, Duration busyTimeout) {
            Properties properties = timeouts(ChronoUnit.SECONDS, connectTimeout, busyTimeout);
            properties.setProperty("targetServerType", "primary");
            properties.setProperty("prepareThreshold", "0");
            return properties;
        }

        @Override
        public Optional<Duration> longestAnswer(Access access, Duration busyTimeout) {
            return patience(access, busyTimeout);
        }
    },

    H2("jdbc:h2:", "H2", "org.h2.Driver", "com.h2database:h2") {
        @Override
        public Dialect dialect() {
            return new H2Dialect();
        }

        @Override
        public boolean isEmbedded(String url) {
            return !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        }

        @Override
        public boolean isInMemory(String url) {
            return url.startsWith("jdbc:h2:mem:") && !url.contains("DB_CLOSE_DELAY=-1");
        }

        /** Connecting would create the file, which only setting it up may. */
        @Override
        public Properties properties(Access access, Duration connectTimeout, Duration busyTimeout) {
            Properties properties = new Properties();
            if (access != Access.CREATE) {
                properties.setProperty("IFEXISTS", "TRUE");
            }
            return properties;
        }
    };

    /** What a connection is for. */
    public enum Access {
        /** Changes nothing. */
        LOOK,
        /** Reads and writes sessions; the database must be there. */
        USE,
        /** Creates the database if it is not there. */
        CREATE
    }

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final String prefix;
    private final String product;
    private final String className;
    private final String artifact;

    JdbcDriver(String prefix, String product, String className, String artifact) {
        this.prefix = prefix;
        this.product = product;
        this.className = className;
        this.artifact = artifact;
    }

    /** What its URLs begin with. */
    public String prefix() {
        return prefix;
    }

    public abstract Dialect dialect();

    /** Throws {@link IllegalArgumentException} if sessions cannot be kept where a URL leads. */
    public void check(String url) {
        file(url);
    }

    /**
     * The file behind a URL, if the database is one.
     *
     * @throws IllegalArgumentException if the URL names none where it should
     */
    public Optional<SqliteFile> file(String url) {
        return Optional.empty();
    }

    /** Whether the database is gone with its connection. */
    public boolean isInMemory(String url) {
        return false;
    }

    /** Whether the database is embedded and created by this process; on a server, an administrator creates it. */
    public boolean isEmbedded(String url) {
        return false;
    }

    /**
     * The connection properties that make a database fit for sessions.
     *
     * @param connectTimeout the longest wait for a host
     * @param busyTimeout the longest wait for an answer or a lock
     */
    public abstract Properties properties(Access access, Duration connectTimeout, Duration busyTimeout);

    /** How long an answer may take once a connection is open, zero for any time; none if as long as to a request. */
    public Optional<Duration> longestAnswer(Access access, Duration busyTimeout) {
        return Optional.empty();
    }

    /** Whether it is on the class path. */
    public boolean isPresent() {
        return Arrays.stream(DriverLoaders.all())
                .anyMatch(each -> driverClass(each).findAny().isPresent());
    }

    /** What these drivers take for a port they print, and it may be a password. */
    private static void requireHosts(String url) {
        if (Passwords.standBeforeHost(url)) {
            throw new IllegalArgumentException(
                    "between // and /, a URL may contain hosts and ports only, HOST:PORT; use the settings user and"
                            + " password");
        }
    }

    /** Bounds the wait for each host and for an answer, those by which a connection begins among them. */
    private static Properties timeouts(TemporalUnit unit, Duration connect, Duration busy) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", count(connect, unit));
        properties.setProperty("socketTimeout", count(busy, unit));
        return properties;
    }

    /** A look at a large table may take longer than a request may, its creation any time. */
    private static Optional<Duration> patience(Access access, Duration busy) {
        return switch (access) {
            case LOOK -> Optional.of(busy.compareTo(LONGEST_LOOK) < 0 ? LONGEST_LOOK : busy);
            case USE -> Optional.empty();
            case CREATE -> Optional.of(Duration.ZERO);
        };
    }

    private static String count(Duration timeout, TemporalUnit unit) {
        return String.valueOf(Math.max(1, timeout.dividedBy(unit.getDuration())));
    }

    /**
     * The driver itself, found by class loaders in turn.
     *
     * @throws ConfigurationException if none has it; the message names the artifact to add
     */
    public Driver load(ClassLoader... loaders) {
        return Arrays.stream(loaders)
                .flatMap(this::driverClass)
                .findFirst()
                .map(this::instance)
                .orElseThrow(() -> new ConfigurationException(
                        "JDBC: no driver for " + product + " is on the class path; add " + artifact));
    }

    private Stream<Class<?>> driverClass(ClassLoader loader) {
        try {
            return Stream.of(Class.forName(className, true, loader));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }

    private Driver instance(Class<?> driver) {
        try {
            return driver.asSubclass(Driver.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException("JDBC: the driver " + className + " cannot be used", e);
        }
    }
}
