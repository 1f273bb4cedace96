package dev.carnet.mongodb;

import com.mongodb.MongoNamespace;
import com.mongodb.WriteConcern;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code session: MongoDB}. */
public final class MongoProvider implements SessionStoreProvider {
    public static final Setting<String> COLLECTION = Setting.of(
                    "mongodb_coll", "a collection's name", MongoProvider::collectionName)
            .aliases("coll", "mongodb_session_coll", "session_coll", "collection_name")
            .describedAs("The collection; " + MongoOptions.DEFAULT_COLLECTION + " by default, dancer_sessions where"
                    + " database_name is given");

    /** Dancer 2's name for the database; its sessions are in another collection by default. */
    public static final Setting<String> DANCER_2_DATABASE = Setting.of(
                    "database_name", MongoConnection.DATABASE.allowed(), MongoConnection.DATABASE::read)
            .describedAs("Dancer 2's name for mongodb_dbname");

    public static final Setting<Layout> LAYOUT = Setting.choice("mongodb_layout", Layout.class)
            .aliases("layout")
            .defaultsTo(Layout.DATA)
            .describedAs("Where attributes are stored: in data, as in Dancer 2, or beside _id, as in Dancer 1");

    public static final Setting<Boolean> OBJECT_IDS = Setting.flag("mongodb_object_ids")
            .aliases("object_ids")
            .defaultsTo(false)
            .describedAs("Whether ids of 24 hexadecimal digits are ObjectIds; with hash_ids: false");

    public static final Setting<WriteConcern> WRITE_CONCERN = Setting.of(
                    "mongodb_write_concern",
                    "majority, a number of members of at least 1, or the name of a custom write concern",
                    MongoProvider::parseWriteConcern)
            .aliases("write_concern", "mongodb_w", "w")
            .describedAs("How many members must have a write before it is acknowledged; majority unless mongodb_uri"
                    + " sets it");

    private static final String DANCER_2_COLLECTION = "dancer_sessions";

    @Override
    public String name() {
        return "MongoDB";
    }

    @Override
    public List<String> aliases() {
        return List.of("Mongo");
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(
                        MongoConnection.SETTINGS.stream(),
                        Stream.of(COLLECTION, DANCER_2_DATABASE, LAYOUT, OBJECT_IDS, WRITE_CONCERN))
                .toList();
    }

    @Override
    public void check(Settings settings) {
        checkPlace(settings);
    }

    /** Whether the settings name one database on one server or set of servers. */
    static void checkPlace(Settings settings) {
        MongoConnection.check(settings);
        if (settings.has(MongoConnection.DATABASE) && settings.has(DANCER_2_DATABASE)) {
            throw settings.invalid(DANCER_2_DATABASE, "it is Dancer 2's name for mongodb_dbname; remove one of them");
        }
        if (!new ServerSettings(settings).needsLookup()) {
            database(settings);
        }
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return connected(
                settings,
                MongoProvider::options,
                (connection, collection) -> new MongoSessionStore(
                        connection.client(), collection, options.clockTolerance(), connection::close));
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return connected(
                settings,
                MongoProvider::options,
                (connection, collection) -> new MongoSetup(connection, collection, options.clockTolerance()));
    }

    /** What is made on a connection, which is closed if that fails. */
    static <T> T connected(
            Settings settings,
            Function<Settings, MongoOptions> options,
            BiFunction<MongoConnection, MongoOptions, T> maker) {
        checkPlace(settings);
        MongoOptions collection = options.apply(settings);
        MongoConnection connection = MongoConnection.open(settings);
        try {
            return maker.apply(connection, collection);
        } catch (IllegalArgumentException e) {
            connection.close();
            throw settings.invalid(MongoConnection.CLIENT, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static MongoOptions options(Settings settings) {
        String collection = settings.has(DANCER_2_DATABASE) ? DANCER_2_COLLECTION : MongoOptions.DEFAULT_COLLECTION;
        return new MongoOptions(
                database(settings),
                settings.find(COLLECTION).orElse(collection),
                settings.get(LAYOUT),
                settings.get(OBJECT_IDS),
                settings.find(WRITE_CONCERN).orElse(null),
                settings.get(MongoConnection.TIMEOUT));
    }

    static String database(Settings settings) {
        return settings.find(DANCER_2_DATABASE)
                .or(() -> MongoConnection.database(settings))
                .orElseThrow(() -> settings.invalid(
                        MongoConnection.DATABASE, "it is missing; name the database that holds the sessions"));
    }

    static String collectionName(String name) {
        MongoNamespace.checkCollectionNameValidity(name);
        return name;
    }

    private static WriteConcern parseWriteConcern(String text) {
        String value = text.strip();
        if (!value.matches("-?\\d+")) {
            return new WriteConcern(value);
        } else if (!value.matches("[1-9]\\d?")) {
            throw new IllegalArgumentException("with '" + value + "' writes would not be acknowledged");
        }
        return new WriteConcern(Integer.parseInt(value));
    }
}
