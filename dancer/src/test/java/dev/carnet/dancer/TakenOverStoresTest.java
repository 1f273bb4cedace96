package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.SecondDoor;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** {@code dancer: take-over} of each engine's store: whoever is logged in stays so, moves with the first change, and can log out. */
@Timeout(300)
class TakenOverStoresTest {
    private static final String GOLDEN = "session-number-one";
    private static final List<Object> LIST = Arrays.asList(1, "two", null, Map.of("deep", "x"));

    @TempDir
    Path directory;

    /**
     * The original's store.
     *
     * @param more what the new store needs beyond its own settings
     * @param settings as the application has them
     * @param logIn begins a session there; gives its id
     * @param knows whether the application finds a session under an id
     * @param values of a session that begins so
     * @param golden the id of a session that the real engine stored
     */
    private record Original(
            String more,
            String settings,
            Supplier<String> logIn,
            Predicate<String> knows,
            Map<String, Object> values,
            Optional<String> golden) {
        static Original of(String settings, PerlPage perl, Optional<String> golden) {
            return new Original(
                    settings.contains("KiokuDB") ? "codec: graph\n" : "",
                    settings,
                    () -> perl.get("/login/bob", "").cookie().orElseThrow(),
                    id -> perl.get("/who", id).text().equals("200 bob"),
                    Map.of("user", "bob", "list", LIST),
                    golden);
        }
    }

    private static Map<String, Object> golden() {
        Map<String, Object> values = new HashMap<>();
        values.put("ascii", "plain");
        values.put("latin", "caf\u00e9");
        values.put("str", "h\u00e9llo \u2603 \ud83d\ude00");
        values.put("numstr", "0042");
        values.put("int", 42);
        values.put("neg", -7);
        values.put("empty", "");
        values.put("nothing", null);
        values.put("nested", Map.of("eh", Map.of(), "el", List.of(), "hash", Map.of("k", "v"), "list", LIST));
        return values;
    }

    private String dsn() {
        return "dbi:SQLite:dbname=" + directory.resolve("dancer.db");
    }

    private SecondDoor door() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("dancer.db"));
        return new SecondDoor(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void dbic(String serializer) {
        PerlPage perl = PerlPage.dancer2("{\"dsn\":\"" + dsn()
                + "\",\"schema_class\":\"Interchange6::Schema\",\"resultset\":\"MySession\",\"id_column\":\"my_session_id\","
                + "\"data_column\":\"my_session_data\",\"serializer\":\"" + serializer + "\"}");
        door().sql("CREATE TABLE my_sessions (my_session_id CHAR(40) PRIMARY KEY, my_session_data TEXT)");
        Optional<String> golden = Optional.of(GOLDEN).filter(each -> serializer.equals("JSON"));
        golden.ifPresent(
                each -> door().sql("INSERT INTO my_sessions VALUES (?, ?)", each, Fixtures.text("dbic-row.json")));
        everybody_moves(Original.of("""
                session: DBIC
                engines:
                  session:
                    DBIC: {dsn: '%s', schema_class: 'Interchange6::Schema', resultset: MySession, id_column: my_session_id,
                      data_column: my_session_data, serializer: %s}
                """.formatted(dsn(), serializer), perl, golden));
    }

    @Test
    void redis() throws Exception {
        try (RedisServer server = RedisServer.start(TestServers.directory());
                RedisClient client = RedisClient.builder()
                        .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
                        .build()) {
            PerlPage perl = PerlPage.dancer1(
                    "{\"session\":\"Redis\",\"redis_session\":{\"server\":\"127.0.0.1:" + server.port() + "\"}}");
            client.set(GOLDEN.getBytes(StandardCharsets.US_ASCII), Fixtures.bytes("redis-storable.bin"));
            everybody_moves(Original.of(
                    "session: Redis\nredis_session: {server: '127.0.0.1:" + server.port() + "'}\n",
                    perl,
                    Optional.of(GOLDEN)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "storable", "yaml"})
    void kiokudb(String serializer) throws Exception {
        assumeTrue(
                Boolean.getBoolean("carnet.test.full") || serializer.equals("json"), "Perl takes ten seconds; -Pfull");
        Perl.assumeModules(
                "libkiokudb-perl, libkiokudb-backend-dbi-perl, libyaml-libyaml-perl",
                "KiokuDB",
                "KiokuDB::Backend::DBI",
                "YAML::XS");
        Files.write(
                directory.resolve("dancer.db"),
                Fixtures.bytes("kiokudb-" + (serializer.equals("json") ? "references" : serializer) + ".sqlite"));
        PerlPage perl = PerlPage.dancer1("{\"session\":\"KiokuDB\",\"kiokudb_backend_opts\":{\"dsn\":\"" + dsn()
                + "\",\"serializer\":\"" + serializer + "\"}}");
        everybody_moves(Original.of(
                "session: KiokuDB\nkiokudb_backend: DBI\nkiokudb_backend_opts: {dsn: '" + dsn() + "', serializer: "
                        + serializer + "}\n",
                perl,
                Optional.of(GOLDEN)));
    }

    /** Perl's driver is in no package of Debian's, so each session is a copy of the one that it stored elsewhere. */
    @Test
    void mongodb() {
        String database = "carnet_test_" + System.nanoTime();
        try (MongoClient client = MongoClients.create(TestServers.mongoDbUri())) {
            MongoCollection<Document> sessions = client.getDatabase(database).getCollection("myapp_sessions");
            everybody_moves(new Original(
                    "",
                    """
                    session: MongoDB
                    mongodb_host: 127.0.0.1
                    mongodb_port: %s
                    mongodb_dbname: %s
                    mongodb_coll: myapp_sessions
                    """.formatted(
                            TestServers.mongoDbUri().replaceFirst("^mongodb://[^:]*:([0-9]+).*$", "$1"), database),
                    () -> {
                        Document copy = new RawBsonDocument(Fixtures.bytes("mongodb-1.0.bson"))
                                .decode(new DocumentCodec())
                                .append("_id", new ObjectId());
                        sessions.insertOne(copy);
                        return copy.getObjectId("_id").toHexString();
                    },
                    id -> sessions.countDocuments(Filters.eq("_id", new ObjectId(id))) == 1,
                    golden(),
                    Optional.empty()));
            client.getDatabase(database).drop();
        }
    }

    private void everybody_moves(Original original) {
        String main =
                "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("new.db") + "'}}}\n";
        CarnetConfig config = CarnetConfig.parse(
                "carnet.yml",
                main + original.more() + "dancer: take-over\nfallback:\n"
                        + original.settings().indent(2),
                name -> null);
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        try (SessionEngine engine = config.open();
                SessionEngine another = config.open();
                SessionStore here =
                        CarnetConfig.parse("carnet.yml", main, name -> null).openStore()) {
            a_logout_before_the_first_change(original, engine, here);
            original.golden().ifPresent(id -> what_the_real_engine_stored_moves(original, id, engine, here));
            String id = one_that_moves(original, engine, another, here);
            a_logout_behind_it(original, id, engine, another, here);
            a_login_changes_the_id(original, engine, another);
        }
        assertThat(original.knows()).accepts(original.logIn().get());
        try (StoreSetup setup = config.setup()) {
            assertThat(setup.check())
                    .noneSatisfy(each -> assertThat(each.level()).isEqualTo(Level.ERROR))
                    .extracting(Finding::text)
                    .anyMatch(each -> each.matches("(\\d) of \\1 sessions checked can be used"));
        }
    }

    private static boolean has(SessionStore store, String id) {
        return store.find(SessionKey.digestOf(id)).isPresent();
    }

    private static void a_logout_before_the_first_change(Original original, SessionEngine engine, SessionStore here) {
        String id = original.logIn().get();
        engine.destroy(engine.retrieve(SessionId.of(id)).orElseThrow());

        assertThat(original.knows()).rejects(id);
        assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
        assertThat(here.count(SessionQuery.ALL)).isZero();
    }

    private static void what_the_real_engine_stored_moves(
            Original original, String id, SessionEngine engine, SessionStore here) {
        engine.update(SessionId.of(id), session -> session.put("java", 1));

        assertThat(has(here, id)).isTrue();
        Session moved = engine.retrieve(SessionId.of(id)).orElseThrow();
        golden().forEach((name, value) -> assertThat(moved.get(name)).as(name).isEqualTo(value));
        assertThat(moved.get("big")).hasToString("9007199254740993");
        engine.destroy(moved);
        assertThat(original.knows()).rejects(id);
    }

    private static String one_that_moves(
            Original original, SessionEngine engine, SessionEngine another, SessionStore here) {
        String id = original.logIn().get();
        assertThat(original.knows()).accepts(id);
        Session read = engine.retrieve(SessionId.of(id)).orElseThrow();
        original.values()
                .forEach((name, value) -> assertThat(read.get(name)).as(name).isEqualTo(value));
        assertThat(has(here, id)).as("looked at alone").isFalse();

        read.put("java", 1);
        engine.flush(read);

        assertThat(has(here, id)).isTrue();
        assertThat(original.knows()).rejects(id);
        Session moved = another.retrieve(SessionId.of(id)).orElseThrow();
        original.values()
                .forEach((name, value) -> assertThat(moved.get(name)).as(name).isEqualTo(value));
        assertThat(moved.get("java")).isEqualTo(1);
        return id;
    }

    private static void a_logout_behind_it(
            Original original, String id, SessionEngine engine, SessionEngine another, SessionStore here) {
        another.destroy(another.retrieve(SessionId.of(id)).orElseThrow());

        assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
        assertThat(original.knows()).rejects(id);
        assertThat(here.count(SessionQuery.ALL)).isZero();
    }

    private static void a_login_changes_the_id(Original original, SessionEngine engine, SessionEngine another) {
        String id = original.logIn().get();
        SessionId own = engine.logIn(engine.retrieve(SessionId.of(id)).orElseThrow(), "bob")
                .id();

        assertThat(own.value()).isNotEqualTo(id);
        assertThat(another.retrieve(SessionId.of(id))).isEmpty();
        assertThat(original.knows()).rejects(id);
        Session session = another.retrieve(own).orElseThrow();
        original.values()
                .forEach((name, value) -> assertThat(session.get(name)).as(name).isEqualTo(value));
        assertThat(engine.sessions().revokePrincipal("bob", null).sessions()).isEqualTo(1);
        assertThat(another.retrieve(own)).isEmpty();
    }
}
