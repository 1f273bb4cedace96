package dev.carnet.dancer.share;

import dev.carnet.jdbc.DbiProvider;
import dev.carnet.jdbc.JdbcConnections;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** {@code dancer: share} with {@code session: DBI} or {@code session: DBIC}: the rows of either, on a JDBC driver. */
final class SharedSqlProvider extends DelegatingProvider {
    /** Which engine's rows they are. */
    enum Rows {
        DBI("id", "session_data"),
        DBIC("sessions_id", "session_data");

        private final String id;
        private final String data;

        Rows(String id, String data) {
            this.id = id;
            this.data = data;
        }
    }

    private static final Setting<Rows> ROWS = Setting.choice("rows", Rows.class)
            .defaultsTo(Rows.DBI)
            .describedAs("Whether the rows are those of Dancer::Session::DBI or of Dancer2::Session::DBIC");

    private static final Setting<String> RESULTSET = Setting.text("resultset")
            .defaultsTo("Session")
            .describedAs("DBIC's name for the table; by default the table is found by its columns");

    private static final Setting<String> ID_COLUMN =
            Setting.text("id_column").describedAs("The column of the id, sessions_id by default");

    private static final Setting<String> DATA_COLUMN =
            Setting.text("data_column").describedAs("The column of the text, session_data by default");

    /** How the database understands what Perl's connection sends. */
    enum ConnectionCharset {
        UTF8,
        LATIN1
    }

    /** What the text is, of DBIC. */
    enum Serializer {
        JSON,
        YAML
    }

    private static final Setting<Serializer> SERIALIZER = Setting.choice("serializer", Serializer.class)
            .defaultsTo(Serializer.JSON)
            .describedAs("The format that Dancer2::Session::DBIC stores");

    private static final Setting<ConnectionCharset> CONNECTION_CHARSET = Setting.choice(
                    "connection_charset", ConnectionCharset.class)
            .defaultsTo(ConnectionCharset.UTF8)
            .describedAs("The charset of Perl's connection: with latin1, text that it stored byte by byte is read as"
                    + " intended");

    private static final long LARGEST = 1L << 30;

    SharedSqlProvider(SessionStoreProvider dbi) {
        super(dbi);
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(
                        super.settings().stream(),
                        Stream.of(ROWS, RESULTSET, ID_COLUMN, DATA_COLUMN, SERIALIZER, CONNECTION_CHARSET))
                .toList();
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        JdbcConnections connections = JdbcConnections.open(settings);
        try {
            Rows rows = settings.get(ROWS);
            SqlTable table = table(settings, rows, connections);
            return new SharedSessionStore(
                    new StoreTraits(rows.name(), Encoding.JSON_TEXT, false, false, true, true, LARGEST),
                    new SqlRecords(connections.source(), table, connections.closing()),
                    format(settings, rows),
                    options.maxIdle(),
                    InstantSource.system());
        } catch (RuntimeException e) {
            connections.closing().run();
            throw e;
        }
    }

    private static RecordFormat format(Settings settings, Rows rows) {
        boolean latin1 = settings.get(CONNECTION_CHARSET) == ConnectionCharset.LATIN1;
        if (settings.get(SERIALIZER) == Serializer.JSON) {
            return new JsonFormat(rows == Rows.DBI, latin1);
        }
        if (latin1) {
            throw settings.invalid(
                    CONNECTION_CHARSET, "text stored over a latin1 connection can be repaired in" + " JSON only");
        }
        return new PerlFormat(PerlSerializer.YAML, null, rows == Rows.DBI);
    }

    private static SqlTable table(Settings settings, Rows rows, JdbcConnections connections) {
        String id = settings.find(ID_COLUMN).orElse(rows.id);
        String data = settings.find(DATA_COLUMN).orElse(rows.data);
        try {
            return rows == Rows.DBI || settings.has(DbiProvider.TABLE)
                    ? new SqlTable(settings.get(DbiProvider.TABLE), id, data)
                    : TableSearch.find(connections.source(), settings.get(RESULTSET), id, data)
                            .orElseThrow(() -> settings.invalid(
                                    RESULTSET,
                                    "there is not exactly one table with the columns " + id + " and " + data
                                            + "; name it with table"));
        } catch (IllegalArgumentException e) {
            throw settings.invalid(DbiProvider.TABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new ReachedSetup(() -> open(settings, options));
    }
}
