package dev.carnet.redis;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.SessionOptions;
import dev.carnet.redis.connection.HostAndPorts;
import dev.carnet.redis.connection.Servers;
import dev.carnet.redis.connection.Servers.Login;
import dev.carnet.redis.connection.Servers.Place;
import dev.carnet.redis.connection.Tls;
import dev.carnet.spi.setup.PasswordFile;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/** The settings of {@code session: Redis}, including Dancer's names, and their consistency. */
public final class RedisSettings {
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final Duration USUAL_EXPIRY = Duration.ofMinutes(15);

    public static final Setting<HostAndPort> SERVER = Setting.of(
                    "server", HostAndPorts.ALLOWED, text -> HostAndPorts.parse(text, PORT))
            .describedAs("The server; the default port is " + PORT);

    public static final Setting<String> SOCK =
            Setting.text("sock").describedAs("The server's unix socket; takes precedence over `server`");

    public static final Setting<List<String>> CLUSTER =
            Setting.list("cluster").describedAs("Some nodes of a Cluster, from which Carnet learns the others");

    public static final Setting<List<String>> SENTINEL =
            Setting.list("sentinel").describedAs("The Sentinels, which name the primary");

    public static final Setting<String> SENTINEL_MASTER =
            Setting.text("sentinel_master").describedAs("The name under which the Sentinels monitor the primary");

    public static final Setting<String> SENTINEL_USERNAME = Setting.of("sentinel_username", "text", text -> text)
            .defaultsTo("")
            .describedAs("The user on the" + " Sentinels");

    public static final Setting<String> SENTINEL_PASSWORD =
            Setting.secret("sentinel_password").defaultsTo("").describedAs("The password on the Sentinels");

    public static final Setting<UnifiedJedis> CLIENT = Setting.handedIn("client", UnifiedJedis.class)
            .describedAs("A client supplied in code, instead of a server");

    public static final Setting<String> USERNAME = Setting.of("username", "text", text -> text)
            .defaultsTo("")
            .describedAs("The user on the server, if it has ACLs");

    public static final Setting<String> PASSWORD =
            Setting.secret("password").defaultsTo("").describedAs("The user's password, or the server's");

    public static final Setting<Integer> DATABASE =
            Setting.integer("database", 0, Integer.MAX_VALUE).defaultsTo(0).describedAs("The number of the database");

    public static final Setting<Duration> EXPIRE = Setting.of(
                    "expire", Setting.DURATION_ALLOWED + "; 0 is 900 seconds", RedisSettings::expiry)
            .defaultsTo(USUAL_EXPIRY)
            .describedAs("The idle timeout: another name for session_duration");

    public static final Setting<Boolean> DEBUG = Setting.flag("debug")
            .defaultsTo(false)
            .describedAs("Whether every command is logged, with keys and values masked");

    public static final Setting<Boolean> TLS =
            Setting.flag("tls").defaultsTo(false).describedAs("Whether connections are encrypted");

    public static final Setting<String> TLS_CA = Setting.text("tls_ca")
            .describedAs("A PEM file of the certificates to trust, instead of those that Java trusts");

    public static final Setting<String> TLS_KEYSTORE = Setting.text("tls_keystore")
            .describedAs("A PKCS #12 file with the client's certificate and key, for a server that requires them");

    public static final Setting<String> TLS_KEYSTORE_PASSWORD =
            Setting.secret("tls_keystore_password").defaultsTo("").describedAs("The password of tls_keystore");

    public static final Setting<Integer> POOL_SIZE = Setting.integer("pool_size", 1, 1000)
            .defaultsTo(16)
            .describedAs("The maximum number of connections to" + " each server");

    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration("connect_timeout")
            .defaultsTo(Duration.ofSeconds(2))
            .describedAs("The longest wait for a new connection");

    public static final Setting<Duration> TIMEOUT =
            Setting.duration("timeout").defaultsTo(Duration.ofSeconds(2)).describedAs("The longest wait for an answer");

    public static final Setting<String> PREFIX = Setting.of("prefix", "text", text -> text)
            .aliases("key_prefix")
            .defaultsTo(RedisOptions.DEFAULTS.prefix())
            .describedAs("The prefix of every key");

    public static final Setting<Boolean> PRINCIPAL_INDEX = Setting.flag("principal_index")
            .defaultsTo(RedisOptions.DEFAULTS.principalIndex())
            .describedAs("Whether a user's sessions are found without a full scan");

    public static final Setting<Boolean> HANDLE_INDEX = Setting.flag("handle_index")
            .describedAs(
                    "Whether a session is found by its handle without a full scan; by default yes, but on a Cluster"
                            + " no, where it costs one more command for each new session");

    public static final Setting<Boolean> EXPIRY_INDEX = Setting.flag("expiry_index")
            .defaultsTo(RedisOptions.DEFAULTS.expiryIndex())
            .describedAs("Whether a sweep, which runs only if a listener handles expiry, reads only the expired"
                    + " sessions");

    public static final Setting<Integer> REPLICAS = Setting.integer("replicas", 0, 100)
            .defaultsTo(RedisOptions.DEFAULTS.replicas())
            .describedAs("How many replicas must confirm each write, except touches");

    public static final Setting<Duration> REPLICA_TIMEOUT = Setting.duration("replica_timeout")
            .defaultsTo(RedisOptions.DEFAULTS.replicaTimeout())
            .describedAs("The longest wait for the replicas; shorter than `timeout`");

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** Those that say where the servers are; only of the last two both may be given. */
    private static final List<Setting<?>> PLACES = List.of(CLIENT, CLUSTER, SENTINEL, SOCK, SERVER);

    /** Those that a client handed in has seen to itself. */
    private static final List<Setting<?>> OF_CONNECTIONS = List.of(
            SENTINEL_MASTER,
            SENTINEL_USERNAME,
            SENTINEL_PASSWORD,
            USERNAME,
            PASSWORD,
            PasswordFile.SETTING,
            DATABASE,
            TLS,
            TLS_CA,
            TLS_KEYSTORE,
            TLS_KEYSTORE_PASSWORD,
            POOL_SIZE,
            CONNECT_TIMEOUT,
            TIMEOUT);

    /** Every key. */
    static final List<Setting<?>> ALL = List.of(
            SERVER,
            SOCK,
            CLUSTER,
            SENTINEL,
            SENTINEL_MASTER,
            SENTINEL_USERNAME,
            SENTINEL_PASSWORD,
            CLIENT,
            USERNAME,
            PASSWORD,
            PasswordFile.SETTING,
            DATABASE,
            EXPIRE,
            DEBUG,
            TLS,
            TLS_CA,
            TLS_KEYSTORE,
            TLS_KEYSTORE_PASSWORD,
            POOL_SIZE,
            CONNECT_TIMEOUT,
            TIMEOUT,
            PREFIX,
            PRINCIPAL_INDEX,
            HANDLE_INDEX,
            EXPIRY_INDEX,
            REPLICAS,
            REPLICA_TIMEOUT);

    private RedisSettings() {}

    private static Duration expiry(String text) {
        Duration expiry = Setting.duration("expire").read(text);
        return expiry.isZero() ? USUAL_EXPIRY : expiry;
    }

    /**
     * How sessions are kept. Redis's own deletion waits for the clocks' tolerance, and for two sweeps if there are any, so
     * that one of them finds the session and tells of its end.
     */
    static RedisOptions options(Settings settings, SessionOptions options) {
        Duration sweeps = options.sweepInterval() == null
                ? Duration.ZERO
                : options.sweepInterval().multipliedBy(2);
        return RedisOptions.builder()
                .prefix(settings.get(PREFIX))
                .grace(options.clockTolerance().plus(sweeps))
                .principalIndex(settings.get(PRINCIPAL_INDEX))
                .handleIndex(settings.find(HANDLE_INDEX).orElse(!settings.has(CLUSTER)))
                .expiryIndex(settings.get(EXPIRY_INDEX))
                .replicas(settings.get(REPLICAS))
                .replicaTimeout(timeout(settings, REPLICA_TIMEOUT))
                .debug(settings.get(DEBUG))
                .build();
    }

    /** The client handed in, or none if Carnet connects to {@link #servers} itself. */
    static Optional<UnifiedJedis> client(Settings settings) {
        Optional<UnifiedJedis> client = settings.find(CLIENT);
        if (client.isPresent()) {
            OF_CONNECTIONS.stream().filter(settings::has).findFirst().ifPresent(each -> {
                throw settings.invalid(
                        each, "it is for Carnet's own connections, but a client is given; remove one" + " of them");
            });
        }
        return client;
    }

    /**
     * The servers to connect to.
     *
     * @throws ConfigurationException if settings do not fit together
     */
    static Servers servers(Settings settings) {
        Place place = place(settings);
        if (place instanceof Place.Cluster && settings.get(DATABASE) != 0) {
            throw settings.invalid(DATABASE, "a Cluster has only database 0; remove this setting");
        }
        if (settings.get(REPLICAS) > 0
                && timeout(settings, REPLICA_TIMEOUT).compareTo(timeout(settings, TIMEOUT)) >= 0) {
            throw settings.invalid(
                    REPLICA_TIMEOUT, "it must be shorter than timeout, so that Carnet still waits" + " for the answer");
        }
        return new Servers(
                place,
                new Login(settings.get(USERNAME), PasswordFile.orSetting(settings, PASSWORD)),
                settings.get(DATABASE),
                tls(settings, place),
                timeout(settings, CONNECT_TIMEOUT),
                timeout(settings, TIMEOUT),
                settings.get(POOL_SIZE));
    }

    /** Throws {@link ConfigurationException} if the servers are named in more than one way, or in none. */
    static void checkPlace(Settings settings) {
        List<Setting<?>> given = PLACES.stream().filter(settings::has).toList();
        if (given.isEmpty()) {
            throw settings.invalid(
                    SERVER, "it is missing; allowed is " + SERVER.allowed() + ", or one of sock, cluster and sentinel");
        }
        if (given.size() > 1 && !given.equals(List.of(SOCK, SERVER))) {
            throw settings.invalid(given.get(1), given.get(0) + " also says where Redis is; remove one of them");
        }
    }

    private static Place place(Settings settings) {
        checkPlace(settings);
        if (settings.has(CLUSTER)) {
            return new Place.Cluster(nodes(settings, CLUSTER, PORT));
        }
        if (settings.has(SENTINEL)) {
            return new Place.Sentinel(
                    settings.find(SENTINEL_MASTER)
                            .orElseThrow(() -> settings.invalid(
                                    SENTINEL_MASTER,
                                    "it is missing; allowed is the name under which the Sentinels monitor the"
                                            + " primary")),
                    nodes(settings, SENTINEL, SENTINEL_PORT),
                    Login.of(settings.get(SENTINEL_USERNAME), settings.get(SENTINEL_PASSWORD)));
        }
        Optional<String> sock = settings.find(SOCK);
        return sock.isPresent()
                ? unix(settings, sock.get(), RedisSettings.class.getClassLoader())
                : new Place.Tcp(settings.get(SERVER));
    }

    /** The library for unix sockets is optional. Without it not even the class that uses it can be loaded. */
    static Place unix(Settings settings, String sock, ClassLoader classPath) {
        try {
            Class.forName("org.newsclub.net.unix.AFUNIXSocket", false, classPath);
            return new Place.Unix(Path.of(sock));
        } catch (ClassNotFoundException notThere) {
            throw settings.invalid(
                    SOCK,
                    "unix sockets need a library that is not on the class path; add"
                            + " com.kohlschutter.junixsocket:junixsocket-core (type pom)");
        }
    }

    private static List<HostAndPort> nodes(Settings settings, Setting<List<String>> setting, int port) {
        try {
            return settings.get(setting).stream()
                    .map(each -> HostAndPorts.parse(each, port))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw settings.invalid(setting, e.getMessage() + "; allowed is one or more of " + HostAndPorts.ALLOWED);
        }
    }

    private static Duration timeout(Settings settings, Setting<Duration> setting) {
        Duration timeout = settings.get(setting);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw settings.invalid(setting, "it is out of range; allowed is 1 ms to 10 minutes");
        }
        return timeout;
    }

    private static Optional<Tls> tls(Settings settings, Place place) {
        if (!settings.get(TLS)) {
            List.of(TLS_CA, TLS_KEYSTORE).stream()
                    .filter(settings::has)
                    .findFirst()
                    .ifPresent(each -> {
                        throw settings.invalid(each, "it has no effect without `tls: true`; add that, or remove it");
                    });
            return Optional.empty();
        }
        if (place instanceof Place.Unix) {
            throw settings.invalid(TLS, "a unix socket cannot be encrypted; remove tls or sock");
        }
        try {
            return Optional.of(new Tls(
                            settings.find(TLS_CA).map(Path::of),
                            settings.find(TLS_KEYSTORE).map(Path::of),
                            settings.get(TLS_KEYSTORE_PASSWORD))
                    .checked());
        } catch (IllegalArgumentException e) {
            throw settings.invalid(settings.has(TLS_CA) ? TLS_CA : TLS_KEYSTORE, String.valueOf(e.getMessage()));
        }
    }
}
