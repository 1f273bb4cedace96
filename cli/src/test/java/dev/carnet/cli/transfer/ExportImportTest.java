package dev.carnet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.MongoDbServer;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions go to a file and come back, whole, or whatever is not stored is named. */
class ExportImportTest {
    private static final Map<String, Object> VALUES = values();

    @TempDir
    private Path directory;

    private Prompt prompt;

    @BeforeEach
    void configure() throws IOException {
        prompt = Prompt.in(directory);
        store("a.yml", "JDBC: {create: true, url: 'jdbc:sqlite:" + directory.resolve("a.db") + "'}");
        store("b.yml", "JDBC: {url: 'jdbc:sqlite:" + directory.resolve("b.db") + "'}");
        prompt.run("init", "-c", "b.yml");
    }

    private void store(String file, String yaml) throws IOException {
        Files.writeString(
                directory.resolve(file),
                "session: " + yaml.substring(0, yaml.indexOf(':')) + "\nsession_lifetime: 12 hours\n"
                        + "engines: {session: {" + yaml + "}}\n");
    }

    private SessionEngine engine(String file) {
        return CarnetConfig.load(directory.resolve(file)).open();
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "Zoë \u001B[2J \"quoted\"\n\u2028 😀");
        values.put("", "the empty name");
        values.put("a.b $c {\"", true);
        values.put("int", 7);
        values.put("long", 7L);
        values.put("largest", Long.MAX_VALUE);
        values.put("double", 0.1);
        values.put("whole", 1.0);
        values.put("big", new BigDecimal("1234567890.12345678901234567890"));
        values.put("bigger", new BigInteger("123456789012345678901234567890"));
        values.put("char", 'x');
        values.put("bytes", new ArrayList<>(List.of((byte) 1, (byte) -1)));
        values.put("date", LocalDate.parse("2026-11-30"));
        values.put("instant", Instant.parse("2026-11-30T08:00:00.123456789Z"));
        values.put("zoned", ZonedDateTime.parse("2026-11-30T08:00:00+01:00[Europe/Paris]"));
        values.put("duration", Duration.ofMillis(1500));
        values.put("uuid", UUID.fromString("11111111-2222-3333-4444-555555555555"));
        values.put("locale", Locale.FRANCE);
        values.put("set", new HashSet<>(Set.of("a", "b")));
        values.put("map", new TreeMap<>(Map.of("n", 1L, "m", List.of(1, 2L, "three"))));
        values.put("list", new ArrayList<>(List.of(Map.of("sku", "tea", "n", 2))));
        return values;
    }

    private SessionId sessionOfAllTypes(SessionEngine engine) {
        Session session = engine.newSession();
        session.setPrincipal("zoë");
        VALUES.forEach(session::put);
        return engine.flush(session).id();
    }

    private static SessionHeader header(SessionEngine engine, String handle) {
        return engine.sessions().find(handle).orElseThrow().header();
    }

    @Test
    void all_types_times_users_and_expiries_go_through_four_stores() throws Exception {
        try (RedisServer redis = RedisServer.start(TestServers.directory());
                MongoDbServer mongo = MongoDbServer.start()) {
            store("redis.yml", "Redis: {server: '127.0.0.1:" + redis.port() + "'}");
            store("mongo.yml", "MongoDB: {mongodb_uri: '" + mongo.uri() + "/web'}");
            String h2 = FreshDatabase.h2(directory).url();
            store("h2.yml", "JDBC: {url: '" + h2 + "'}");
            prompt.run("init", "-c", "h2.yml");
            SessionId id;
            String handle;
            SessionHeader before;
            try (SessionEngine engine = engine("a.yml")) {
                id = sessionOfAllTypes(engine);
                handle = engine.retrieve(id).orElseThrow().handle();
                before = header(engine, handle);
            }
            String[] chain = {"a.yml", "redis.yml", "mongo.yml", "h2.yml"};
            for (int i = 0; i + 1 < chain.length; i++) {
                String file = i + ".ndjson";
                assertThat(prompt.run("export", "-c", chain[i], file))
                        .isEqualTo(new Prompt.Result(ExitCode.DONE, "1 session exported\n", ""));
                assertThat(prompt.run("import", "-c", chain[i + 1], file))
                        .isEqualTo(new Prompt.Result(ExitCode.DONE, "1 session stored\n", ""));
                for (String store : List.of(chain[i], chain[i + 1])) {
                    assertThat(prompt.run("import", "-c", store, file).out())
                            .as("again into " + store)
                            .isEqualTo("0 sessions stored\n1 are already stored as in the file\n");
                }
            }
            try (SessionEngine engine = engine("h2.yml")) {
                assertThat(header(engine, handle).withSize(0)).isEqualTo(before.withSize(0));
                Session session = engine.retrieve(id).orElseThrow();
                for (Map.Entry<String, Object> each : VALUES.entrySet()) {
                    Object value = session.get(each.getKey());
                    assertThat(value).as(each.getKey()).isEqualTo(each.getValue());
                    assertThat(value).hasSameClassAs(each.getValue());
                }
                assertThat(session.names()).isEqualTo(VALUES.keySet());
            }
        }
    }

    @Test
    void the_file_is_its_owners_only_and_holds_no_id_and_nothing_that_drives_a_terminal() throws IOException {
        SessionId id;
        try (SessionEngine engine = engine("a.yml")) {
            id = sessionOfAllTypes(engine);
        }

        prompt.run("export", "-c", "a.yml", "out.ndjson");

        Path file = directory.resolve("out.ndjson");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .doesNotContain(id.value())
                .doesNotContain("\u001B")
                .contains("\\u001B[2J")
                .contains("Zoë");
        assertThat(prompt.run("export", "-c", "a.yml", "out.ndjson").err()).contains("already exists");
    }

    @Test
    void a_users_sessions_are_exported_for_the_user_to_read_without_keys() {
        try (SessionEngine engine = engine("a.yml")) {
            sessionOfAllTypes(engine);
            engine.create();
        }

        Prompt.Result result = prompt.run("export", "-c", "a.yml", "--user", "zoë", "--no-keys", "-");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out().lines()).hasSize(3);
        assertThat(result.out()).contains("\"user\":\"zoë\"").doesNotContain("\"key\"", "\"version\"", "\"next\":\"");
        assertThat(prompt.run("export", "-c", "a.yml", "--user", "nobody", "-").code())
                .isEqualTo(ExitCode.NO);
        assertThat(prompt.answering(result.out()).run("import", "-c", "b.yml", "-"))
                .extracting(Prompt.Result::code, each -> each.err().contains("cannot be imported"))
                .containsExactly(ExitCode.USAGE, true);
    }

    @Test
    void a_line_that_is_no_text_any_more_is_named_and_the_others_are_stored() throws IOException {
        try (SessionEngine engine = engine("a.yml")) {
            engine.create();
            engine.create();
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        Path file = directory.resolve("out.ndjson");
        byte[] bytes = Files.readAllBytes(file);
        bytes[Files.readAllLines(file).get(0).length() + 20] = (byte) 0xff;
        Files.write(file, bytes);

        Prompt.Result result = prompt.run("import", "-c", "b.yml", "--json", "out.ndjson");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.err()).startsWith("carnet: line 2: its checksum is wrong");
        assertThat(result.json().get("stored").asInt()).isEqualTo(1);
    }

    @Test
    void damaged_lines_are_named_and_the_others_are_stored() throws IOException {
        try (SessionEngine engine = engine("a.yml")) {
            for (int i = 0; i < 5; i++) {
                engine.create();
            }
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        List<String> lines = Files.readAllLines(directory.resolve("out.ndjson"));
        lines.set(2, lines.get(2).replace("\"user\":null", "\"user\":\"eve\""));
        lines.set(4, "{\"cut");
        Files.write(directory.resolve("out.ndjson"), lines);

        Prompt.Result result = prompt.run("import", "-c", "b.yml", "out.ndjson");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.err()).isEqualTo("""
                        carnet: line 3: its checksum is wrong: the line is truncated, damaged or edited
                        carnet: line 5: its checksum is wrong: the line is truncated, damaged or edited
                        """);
        assertThat(result.out()).isEqualTo("3 sessions stored\n2 not stored, see above\n");
    }

    @Test
    void missing_lines_are_told() throws IOException {
        try (SessionEngine engine = engine("a.yml")) {
            engine.create();
            engine.create();
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        List<String> lines = Files.readAllLines(directory.resolve("out.ndjson"));

        Prompt.Result cut =
                prompt.answering(String.join("\n", lines.subList(0, 2))).run("import", "-c", "b.yml", "-");
        lines.remove(1);
        Prompt.Result thinned = prompt.answering(String.join("\n", lines)).run("import", "-c", "b.yml", "-");

        assertThat(cut.code()).isEqualTo(ExitCode.NO);
        assertThat(cut.err()).contains("the file has no end");
        assertThat(thinned.code()).isEqualTo(ExitCode.NO);
        assertThat(thinned.err()).contains("the file had 2 sessions");
    }

    @Test
    void what_is_there_and_differs_is_refused_unless_it_is_to_be_replaced() {
        SessionId changed;
        SessionId renamed;
        try (SessionEngine engine = engine("a.yml")) {
            changed = sessionOfAllTypes(engine);
            renamed = engine.create().id();
            sessionOfAllTypes(engine);
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        try (SessionEngine engine = engine("a.yml")) {
            Session session = engine.retrieve(changed).orElseThrow();
            session.put("int", 8);
            engine.flush(session);
            engine.changeId(engine.retrieve(renamed).orElseThrow());
        }

        Prompt.Result refused = prompt.run("import", "-c", "a.yml", "--json", "out.ndjson");
        Prompt.Result replaced = prompt.run("import", "-c", "a.yml", "--json", "--replace", "out.ndjson");

        assertThat(refused.code()).isEqualTo(ExitCode.NO);
        assertThat(refused.err()).contains("already exists with different content; --replace");
        assertThat(refused.json().get("bad").asInt()).isEqualTo(2);
        assertThat(refused.json().get("same").asInt()).isEqualTo(1);
        assertThat(replaced.code()).isEqualTo(ExitCode.DONE);
        assertThat(replaced.json().get("replaced").asInt()).isEqualTo(2);
        try (SessionEngine engine = engine("a.yml")) {
            assertThat(engine.retrieve(changed).orElseThrow().get("int")).isEqualTo(7);
            assertThat(engine.retrieve(renamed)).isPresent();
            assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(3);
        }
    }

    @Test
    void a_broken_off_export_goes_on_where_it_was() throws IOException {
        int sessions = 1200;
        try (SessionEngine engine = engine("a.yml")) {
            for (int i = 0; i < sessions; i++) {
                engine.create();
            }
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        String whole = Files.readString(directory.resolve("out.ndjson"));
        int middle = whole.indexOf("{\"done\":1000") + 5000;
        Files.delete(directory.resolve("out.ndjson"));
        Files.writeString(directory.resolve("out.ndjson.part"), whole.substring(0, middle));

        Prompt.Result result = prompt.run("export", "-c", "a.yml", "out.ndjson");

        assertThat(result.out()).isEqualTo("1,200 sessions exported, 200 sessions of them now\n");
        assertThat(Files.readString(directory.resolve("out.ndjson"))).isEqualTo(whole);
        Files.move(directory.resolve("out.ndjson"), directory.resolve("c.ndjson.part"));
        assertThat(prompt.run("export", "-c", "b.yml", "c.ndjson").err()).contains("is part of another export");
    }

    /** What was stored before and ended since stays ended. */
    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void a_broken_off_import_goes_on_where_it_was_and_knows_what_it_refused(long refused) throws IOException {
        try (SessionEngine engine = engine("a.yml")) {
            for (int i = 0; i < 600; i++) {
                engine.create();
            }
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");
        List<String> lines = Files.readAllLines(directory.resolve("out.ndjson"));
        ImportPosition position = new ImportPosition(
                directory.resolve("out.ndjson"),
                lines.get(0),
                directory.resolve("b.yml").toString());
        position.note(new ImportPosition.Done(500, refused));

        Prompt.Result result = prompt.run("import", "-c", "b.yml", "--json", "out.ndjson");

        assertThat(result.code()).isEqualTo(refused == 0 ? ExitCode.DONE : ExitCode.NO);
        assertThat(result.json().get("before").asInt()).isEqualTo(499);
        assertThat(result.json().get("refused_before").asLong()).isEqualTo(refused);
        assertThat(result.json().get("stored").asInt()).isEqualTo(101);
        assertThat(directory.resolve("out.ndjson.position")).doesNotExist();
    }

    @Test
    void expired_sessions_are_exported_and_not_stored() {
        try (SessionEngine engine = engine("a.yml")) {
            sessionOfAllTypes(engine);
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");

        Prompt.Result result =
                prompt.at(Instant.now().plus(Duration.ofDays(1))).run("import", "-c", "b.yml", "--json", "out.ndjson");

        assertThat(result.json().get("expired").asInt()).isEqualTo(1);
        assertThat(result.json().get("stored").asInt()).isZero();
    }

    @Test
    void where_keys_are_ids_no_key_is_exported() throws IOException {
        Files.writeString(directory.resolve("a.yml"), "hash_ids: false\n", StandardOpenOption.APPEND);
        try (SessionEngine engine = engine("a.yml")) {
            engine.create();
        }

        assertThat(prompt.run("export", "-c", "a.yml", "out.ndjson"))
                .extracting(Prompt.Result::code, each -> each.err().contains("--no-keys"))
                .containsExactly(ExitCode.USAGE, true);
        assertThat(prompt.run("export", "-c", "a.yml", "--no-keys", "-").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_dry_run_verifies_and_stores_nothing() {
        try (SessionEngine engine = engine("a.yml")) {
            engine.create();
        }
        prompt.run("export", "-c", "a.yml", "out.ndjson");

        assertThat(prompt.run("import", "-c", "b.yml", "--dry-run", "out.ndjson")
                        .out())
                .isEqualTo("1 session would be stored\n");
        assertThat(prompt.run("list", "-c", "b.yml", "--json").json()).isEmpty();
    }
}
