package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Each configuration that the originals document, as it stands but for the place of the server, with the one line added: a browser
 * that has logged in at Perl is logged in at Java, and goes on at either.
 */
@Timeout(300)
class ConfigurationsTest {
    private static final String ID = "6b00ef0d686c827df76f3ac1";

    @TempDir
    Path directory;

    /** The file with the servers of this test in place of its own. */
    private static String yaml(String file, Map<String, String> places) {
        String yaml = Fixtures.text("config/" + file);
        for (Map.Entry<String, String> each : places.entrySet()) {
            assertThat(yaml).contains(each.getKey());
            yaml = yaml.replace(each.getKey(), each.getValue());
        }
        return yaml;
    }

    private static CarnetConfig shared(String yaml) {
        return CarnetConfig.parse("config.yml", yaml + "\ndancer: share\n", name -> null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(String yaml) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> members = new TreeMap<>();
            map.forEach((name, each) -> members.put(String.valueOf(name), json(each)));
            return JsonObject.join(members);
        }
        return value instanceof Number ? value.toString() : JsonObject.quote(String.valueOf(value));
    }

    private static void stays_logged_in(PerlPage perl, CarnetConfig config) {
        try (DemoPage demo = DemoPage.start(config)) {
            String id = perl.get("/login/bob", "").cookie().orElseThrow();
            assertThat(demo.get("/session", id).body()).contains("bob");
            assertThat(demo.post("/count", id, "").cookie()).isEmpty();
            assertThat(perl.get("/count", id).text()).isEqualTo("200 2");
            assertThat(demo.post("/count", id, "").status()).isEqualTo(303);
            assertThat(perl.get("/count", id).text()).isEqualTo("200 4");
            assertThat(perl.get("/who", id).text()).isEqualTo("200 bob");
        }
    }

    private static Map<String, String> mariaDb(String database) {
        return Map.of(
                "testing",
                database,
                "3306",
                String.valueOf(TestServers.mariaDb().port()),
                "\"user\"",
                "\"root\"",
                "\"password\"",
                "\"\"");
    }

    @Test
    void dbi() {
        Perl.assumeModules("libdbd-mysql-perl", "DBD::mysql");
        FreshDatabase database = FreshDatabase.mariaDb();
        database.sql(Fixtures.text("config/dbi-table.sql")
                .replaceAll("(?m)^--.*$", "")
                .replace(';', ' '));
        String yaml = yaml("dbi.yml", mariaDb(database.sql("SELECT DATABASE()").get(0)));

        stays_logged_in(PerlPage.dancer1(json(settings(yaml))), shared(yaml));
        database.drop();
    }

    @Test
    @SuppressWarnings("unchecked")
    void dbic() {
        Perl.assumeModules("libdbd-mysql-perl", "DBD::mysql");
        FreshDatabase database = FreshDatabase.mariaDb();
        database.sql("CREATE TABLE my_sessions (my_session_id CHAR(40) PRIMARY KEY, my_session_data TEXT)");
        String yaml = yaml("dbic.yml", mariaDb(database.sql("SELECT DATABASE()").get(0)));
        Map<String, Object> engines = (Map<String, Object>) settings(yaml).get("engines");
        Map<String, Object> session = (Map<String, Object>) engines.get("session");

        stays_logged_in(PerlPage.dancer2(json(session.get("DBIC"))), shared(yaml));
        database.drop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-server.yml", "redis-sock.yml"})
    void redis(String file) throws Exception {
        try (RedisServer server =
                RedisServer.start(TestServers.directory(), "requirepass QmG_kZECJAvAcDaWqqSqoNLUka5v3unMe_8sqYMh6ST")) {
            String yaml = yaml(
                    file,
                    file.contains("sock")
                            ? Map.of("/var/run/redis.sock", server.socket().toString())
                            : Map.of("redi.example.com:6379", "127.0.0.1:" + server.port()));

            stays_logged_in(PerlPage.dancer1(json(settings(yaml))), shared(yaml));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kiokudb-dbi.yml", "kiokudb-no-create.yml"})
    void kiokudb(String file) {
        assumeTrue(
                Boolean.getBoolean("carnet.test.full") || !file.equals("kiokudb-dbi.yml"),
                "as SideBySideTest has it; -Pfull");
        Perl.assumeModules(
                "libkiokudb-perl, libkiokudb-backend-dbi-perl, libsql-translator-perl",
                "KiokuDB",
                "KiokuDB::Backend::DBI",
                "SQL::Translator");
        Map<String, String> place =
                Map.of("mydb.sqlite", directory.resolve("mydb.sqlite").toString());
        PerlPage.dancer1(json(settings(yaml("kiokudb-dbi.yml", place)))).get("/login/nobody", "");
        String yaml = yaml(file, place);

        stays_logged_in(PerlPage.dancer1(json(settings(yaml))), shared(yaml));
    }

    /** Perl's driver is in no package of Debian's, so the session is one that it stored elsewhere. */
    @Test
    void mongodb() {
        String database = "carnet_test_configurations";
        String server = TestServers.mongoDbUri();
        String yaml = yaml(
                "mongodb.yml",
                Map.of("myapp_database", database, "mongo.server.com", "127.0.0.1", "27017", port(server)));
        try (MongoClient client = MongoClients.create(server)) {
            client.getDatabase(database).drop();
            client.getDatabase(database)
                    .getCollection("myapp_sessions", RawBsonDocument.class)
                    .insertOne(new RawBsonDocument(Fixtures.bytes("mongodb-1.0.bson")));
            try (DemoPage demo = DemoPage.start(shared(yaml))) {
                assertThat(demo.get("/session", ID).body()).contains("plain");
                assertThat(demo.post("/count", ID, "").cookie()).isEmpty();
                assertThat(demo.get("/session", ID).body()).contains("\"count\"");
            }
            client.getDatabase(database).drop();
        }
    }

    private static String port(String uri) {
        return uri.replaceFirst("^mongodb://[^:]*:([0-9]+).*$", "$1");
    }
}
