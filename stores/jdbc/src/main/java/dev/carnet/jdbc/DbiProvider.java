package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jdbc.connection.Database;
import dev.carnet.jdbc.connection.Dsn;
import dev.carnet.jdbc.connection.SqliteFile;
import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.PasswordFile;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code session: JDBC}: on its own pool, or on a supplied data source. */
public final class DbiProvider implements SessionStoreProvider {
    /** Where the database is. A secret, because a JDBC URL may hold a password. */
    public static final Setting<String> DSN =
            Setting.secret("dsn").aliases("url").describedAs("The database's JDBC URL: " + Dsn.ALLOWED);

    public static final Setting<String> TABLE = Setting.of(
                    "table", "a name or schema.name", text -> new JdbcOptions(text, false).table())
            .defaultsTo(JdbcOptions.DEFAULTS.table())
            .describedAs("The table; put a part of the name that contains a dot in double quotes");

    public static final Setting<Boolean> ID_IN_DATA = Setting.flag("id_in_data")
            .defaultsTo(JdbcOptions.DEFAULTS.idInData())
            .describedAs("Whether session_data contains the id as well, as in Dancer; with hash_ids: false");

    public static final Setting<String> USER =
            Setting.of("user", "text", text -> text).defaultsTo("").describedAs("The database user");

    public static final Setting<String> PASSWORD =
            Setting.secret("password").defaultsTo("").describedAs("The user's password");

    public static final Setting<DataSource> DATA_SOURCE = Setting.handedIn("data_source", DataSource.class)
            .aliases("dbh")
            .describedAs("A DataSource supplied in code, instead of a URL");

    public static final Setting<Integer> POOL_SIZE =
            Setting.integer("pool_size", 1, 1000).defaultsTo(10).describedAs("The maximum number of connections");

    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration("connect_timeout")
            .defaultsTo(Duration.ofSeconds(5))
            .describedAs("The longest wait for a connection, at least 250 ms");

    public static final Setting<Duration> BUSY_TIMEOUT = Setting.duration("busy_timeout")
            .defaultsTo(Duration.ofSeconds(10))
            .describedAs("The longest wait for the database's answer; on SQLite, for other writers");

    public static final Setting<Boolean> CREATE = Setting.flag("create")
            .describedAs("Whether the application creates a missing table when it starts; by default only in SQLite and"
                    + " H2 files");

    private static final Duration SHORTEST_CONNECT_TIMEOUT = Duration.ofMillis(250);
    private static final List<Setting<?>> OF_A_POOL =
            List.of(DSN, USER, PASSWORD, PasswordFile.SETTING, POOL_SIZE, CONNECT_TIMEOUT, BUSY_TIMEOUT);

    @Override
    public String name() {
        return "DBI";
    }

    @Override
    public List<String> aliases() {
        return List.of("JDBC");
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                DSN,
                TABLE,
                ID_IN_DATA,
                CREATE,
                USER,
                PASSWORD,
                PasswordFile.SETTING,
                DATA_SOURCE,
                POOL_SIZE,
                CONNECT_TIMEOUT,
                BUSY_TIMEOUT);
    }

    @Override
    public Optional<String> dancerGroup() {
        return Optional.of("session_options");
    }

    @Override
    public void check(Settings settings) {
        checkPlace(settings);
    }

    /** Whether the settings name one database, and only one. */
    static void checkPlace(Settings settings) {
        if (handedIn(settings).isEmpty()) {
            database(settings);
        }
    }

    @Override
    public void prepare(Settings settings, SessionOptions options) {
        if (isCreated(settings)) {
            place(settings, blueprint(settings)).ifPresent(JdbcSetup::applyWhereNothingIs);
        }
    }

    private static boolean isCreated(Settings settings) {
        return settings.find(CREATE)
                .orElseGet(() ->
                        handedIn(settings).isEmpty() && database(settings).dsn().isEmbedded());
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        JdbcOptions table = options(settings);
        Optional<DataSource> handedIn = handedIn(settings);
        return handedIn.isPresent()
                ? TableSessionStore.open(handedIn.get(), table, () -> {})
                : open(database(settings), table);
    }

    private static SessionStore open(Database database, JdbcOptions options) {
        database.dsn().file().ifPresent(SqliteFile::requireThere);
        HikariDataSource pool = database.pool();
        try {
            if (database.dsn().isInMemory()) {
                // Nobody else could: this database is there for this pool only.
                JdbcSetup.of(pool, new SessionsBlueprint(options, true)).apply();
            }
            return TableSessionStore.open(pool, options, pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return setup(settings, blueprint(settings));
    }

    private static SessionsBlueprint blueprint(Settings settings) {
        return new SessionsBlueprint(options(settings), isCreated(settings));
    }

    /** The place of a store that wants these tables. */
    static StoreSetup setup(Settings settings, Blueprint blueprint) {
        return place(settings, blueprint).map(StoreSetup.class::cast).orElse(StoreSetup.NOTHING_TO_DO);
    }

    /** Empty for a database that nobody else can see. */
    static Optional<JdbcSetup> place(Settings settings, Blueprint blueprint) {
        Optional<DataSource> handedIn = handedIn(settings);
        if (handedIn.isPresent()) {
            return Optional.of(JdbcSetup.of(handedIn.get(), blueprint));
        }
        Database database = database(settings);
        return database.dsn().isInMemory() ? Optional.empty() : Optional.of(JdbcSetup.of(database, blueprint));
    }

    private static JdbcOptions options(Settings settings) {
        return new JdbcOptions(settings.get(TABLE), settings.get(ID_IN_DATA));
    }

    static Optional<DataSource> handedIn(Settings settings) {
        Optional<DataSource> handedIn = settings.find(DATA_SOURCE);
        if (handedIn.isPresent()) {
            OF_A_POOL.stream().filter(settings::has).findFirst().ifPresent(each -> {
                throw settings.invalid(
                        each, "it is for Carnet's own pool, but a data_source is given; remove one" + " of them");
            });
        }
        return handedIn;
    }

    static Database database(Settings settings) {
        Dsn dsn;
        try {
            dsn = Dsn.parse(settings.find(DSN)
                    .orElseThrow(() -> settings.invalid(DSN, "it is missing; allowed is " + Dsn.ALLOWED)));
        } catch (IllegalArgumentException e) {
            throw settings.invalid(DSN, String.valueOf(e.getMessage()));
        }
        if (settings.get(CONNECT_TIMEOUT).compareTo(SHORTEST_CONNECT_TIMEOUT) < 0) {
            throw settings.invalid(CONNECT_TIMEOUT, "it is too short; allowed is 250 ms or more");
        }
        return new Database(
                dsn,
                settings.get(USER),
                PasswordFile.orSetting(settings, PASSWORD),
                settings.get(POOL_SIZE),
                settings.get(CONNECT_TIMEOUT),
                settings.get(BUSY_TIMEOUT));
    }
}
