package dev.carnet.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The connection to a MongoDB server and a database from settings: a connection string, host and port as in Dancer, or a
 * supplied client. Thread-safe.
 */
public final class MongoConnection implements AutoCloseable {
    /** Everything the driver reads from a connection string. A secret, because it may hold a password. */
    public static final Setting<String> URI = Setting.secret("mongodb_uri")
            .aliases("uri", "url")
            .describedAs("A connection string of the driver: servers, user, TLS, pool and other options");

    /** A secret, because a connection string may stand here too. */
    public static final Setting<String> HOST = Setting.secret("mongodb_host")
            .aliases("host", "database_host")
            .defaultsTo("localhost")
            .describedAs("The server's name or address; a connection string is accepted as well");

    public static final Setting<Integer> PORT = Setting.integer("mongodb_port", 1, 65535)
            .aliases("port", "database_port")
            .defaultsTo(27017)
            .describedAs("The server's port");

    public static final Setting<String> DATABASE = Setting.of(
                    "mongodb_dbname", "a database's name", MongoConnection::name)
            .aliases("dbname", "mongodb_session_db", "session_db")
            .describedAs("The database; needed unless mongodb_uri names one");

    public static final Setting<String> USER =
            Setting.text("mongodb_username").aliases("username").describedAs("The user on the server");

    public static final Setting<String> PASSWORD =
            Setting.secret("mongodb_password").aliases("password").describedAs("The user's password");

    public static final Setting<String> AUTH_SOURCE = Setting.text("mongodb_db_name")
            .aliases("db_name", "mongodb_auth_source", "auth_source")
            .defaultsTo("admin")
            .describedAs("The database that authenticates the user");

    public static final Setting<String> REPLICA_SET = Setting.text("mongodb_replica_set_name")
            .aliases("replica_set_name")
            .describedAs("The replica set that the server belongs to");

    public static final Setting<Boolean> TLS =
            Setting.flag("mongodb_ssl").aliases("ssl").defaultsTo(false).describedAs("Whether connections use TLS");

    public static final Setting<Duration> TIMEOUT = Setting.duration("mongodb_timeout")
            .aliases("timeout")
            .defaultsTo(MongoOptions.DEFAULT_TIMEOUT)
            .describedAs("The longest wait for an answer, including the search for a server");

    public static final Setting<Map<?, ?>> CLIENT_OPTIONS = Setting.group("client_options")
            .aliases("mongodb_client_options")
            .describedAs("Dancer 2's group of host, port, username, password, db_name, ssl, replica_set_name");

    public static final Setting<MongoClient> CLIENT = Setting.handedIn("mongodb_client", MongoClient.class)
            .aliases("client")
            .describedAs("A MongoClient supplied in code, instead of the settings of the connection");

    /** All of the above. */
    public static final List<Setting<?>> SETTINGS = List.of(
            URI, HOST, PORT, DATABASE, USER, PASSWORD, AUTH_SOURCE, REPLICA_SET, TLS, TIMEOUT, CLIENT_OPTIONS, CLIENT);

    /** What Dancer 2's group may hold. */
    static final List<Setting<?>> OF_A_SERVER = List.of(HOST, PORT, USER, PASSWORD, AUTH_SOURCE, REPLICA_SET, TLS);

    private static final Pattern CONNECTION_STRING = Pattern.compile("mongodb(\\+srv)?://.+");
    private static final String APPLICATION = "carnet";

    private final MongoClient client;
    private final boolean isOwn;

    private MongoConnection(MongoClient client, boolean isOwn) {
        this.client = client;
        this.isOwn = isOwn;
    }

    /**
     * Checks what is possible without a server.
     *
     *
     * @throws ConfigurationException if the settings do not fit together, read from others than the primary, or do not wait
     *     for writes
     */
    public static void check(Settings settings) {
        ServerSettings server = new ServerSettings(settings);
        server.requireOneWay();
        if (settings.get(TIMEOUT).toMillis() < 1) {
            throw settings.invalid(TIMEOUT, "it is too short; allowed is a millisecond or more");
        }
        if (!server.needsLookup()) {
            server.connectionString().ifPresent(text -> parse(text, server));
        }
    }

    /**
     * Opens a client, or takes the one handed in. Reaches for no server yet.
     *
     * @throws ConfigurationException as {@link #check}
     * @throws SessionStoreException if the name of {@code mongodb+srv://} cannot be looked up
     */
    public static MongoConnection open(Settings settings) {
        check(settings);
        Optional<MongoClient> handedIn = settings.find(CLIENT);
        return handedIn.isPresent()
                ? new MongoConnection(handedIn.get(), false)
                : new MongoConnection(MongoClients.create(clientSettings(settings)), true);
    }

    /** The database that is configured, by its own setting or in the connection string. */
    public static Optional<String> database(Settings settings) {
        if (settings.has(DATABASE)) {
            return settings.find(DATABASE);
        }
        ServerSettings server = new ServerSettings(settings);
        return server.connectionString().map(text -> parse(text, server)).map(ConnectionString::getDatabase);
    }

    private static MongoClientSettings clientSettings(Settings settings) {
        ServerSettings server = new ServerSettings(settings);
        MongoClientSettings.Builder builder = MongoClientSettings.builder().applicationName(APPLICATION);
        Optional<ConnectionString> uri = server.connectionString().map(text -> parse(text, server));
        if (uri.isPresent()) {
            builder.applyConnectionString(uri.get());
        } else {
            ServerAddress address = new ServerAddress(server.get(HOST), server.get(PORT));
            builder.applyToClusterSettings(cluster -> cluster.hosts(List.of(address)));
        }
        server.find(REPLICA_SET)
                .ifPresent(name -> builder.applyToClusterSettings(cluster -> cluster.requiredReplicaSetName(name)));
        server.find(USER).ifPresent(user -> builder.credential(credential(user, server)));
        if (server.get(TLS)) {
            builder.applyToSslSettings(tls -> tls.enabled(true));
        }
        boolean hasTimeout = uri.map(ConnectionString::getTimeout).isPresent();
        if (settings.has(TIMEOUT) || !hasTimeout) {
            builder.timeout(settings.get(TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        }
        return builder.build();
    }

    private static MongoCredential credential(String user, ServerSettings server) {
        String password = server.find(PASSWORD).orElse("");
        return MongoCredential.createCredential(user, server.get(AUTH_SOURCE), password.toCharArray());
    }

    /** The driver's own messages quote the string, and with it a password. */
    private static ConnectionString parse(String text, ServerSettings server) {
        ConnectionString uri;
        try {
            if (!CONNECTION_STRING.matcher(text).matches()) {
                throw new IllegalArgumentException("another scheme");
            }
            uri = new ConnectionString(text);
        } catch (IllegalArgumentException e) {
            throw server.invalidUri(
                    "it is not a connection string; allowed is mongodb://USER:PASSWORD@HOST:PORT/DATABASE?OPTIONS"
                            + " or mongodb+srv://..., with %40 for @, %3A for : and %2F for / in user and password");
        } catch (MongoException e) {
            throw new SessionStoreException(
                    "MongoDB: the name in mongodb+srv:// cannot be looked up: " + e.getMessage(), e);
        }
        ReadPreference reads = uri.getReadPreference();
        if (reads != null && !reads.equals(ReadPreference.primary())) {
            throw server.invalidUri("readPreference is " + reads.getName()
                    + ", but only the primary knows which sessions have ended; remove it");
        }
        WriteConcern writes = uri.getWriteConcern();
        if (writes != null && !writes.isAcknowledged()) {
            throw server.invalidUri("with w=0, writes would not be acknowledged; remove it");
        }
        return uri;
    }

    private static String name(String database) {
        MongoNamespace.checkDatabaseNameValidity(database);
        return database;
    }

    /** The client: own or handed in. */
    public MongoClient client() {
        return client;
    }

    /** Closes the client, unless it was handed in. */
    @Override
    public void close() {
        if (isOwn) {
            client.close();
        }
    }
}
