package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entries themselves, as they stand in the original's tables: what Carnet writes there, and what Perl wrote. */
class FormatTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private static final String ONE = "session-number-one";
    private static final String TWO = "session-number-two";

    /** In place of the fixture's own id, which is shorter than any of Dancer's. */
    private static final String LONGER = "k-json-1-as-long-as-dancers";

    @TempDir
    private Path directory;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(FormatTest.class.getResourceAsStream("/" + name), name);
    }

    /** The database that Perl wrote whose objects refer to each other. */
    private DbiPlace perls() throws IOException {
        DbiPlace place = DbiPlace.sqlite(directory);
        place.open().close();
        try (InputStream inserts = resource("kiokudb-references.sql")) {
            for (String each : new String(inserts.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                place.sql(each.replace("entries VALUES", "entries (id, data, class, root, tied) VALUES"));
            }
        }
        return place;
    }

    @Test
    void entries_are_the_originals_with_bookkeeping_where_perl_overlooks_it() {
        SessionHeader header = new SessionHeader(
                new SessionKey("KEY"),
                true,
                "s.x",
                0xc0ffeeL,
                NOW,
                NOW,
                Duration.ofMinutes(30),
                null,
                NOW.plusSeconds(1800),
                "ada",
                0);
        Map<String, Encoded> values = new LinkedHashMap<>();
        values.put("user", Encoded.ofText("\"é\""));
        values.put("n", Encoded.of(utf8("7"), "long"));
        values.put("id", Encoded.ofText("1"));
        values.put("$ref", Encoded.ofText("2"));
        values.put("friend", JsonGraph.referring(utf8("{\"$ref\":\"N1.data\"}"), null));
        values.put("N1", JsonGraph.part(utf8("{\"born\":0,\"of\":{\"$ref\":\"N2.data\"}}"), "map{born:long}"));
        values.put("N2", JsonGraph.part(utf8("[]"), null));
        DbiPlace place = DbiPlace.sqlite(directory);
        try (SessionStore store = place.open()) {
            assertThat(store.create(new SessionRecord(header, new Attributes(values))))
                    .isTrue();
        }

        assertThat(place.sql("SELECT data FROM entries ORDER BY id"))
                .containsExactly(
                        "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"__carnet\":{\"version\":\"0000000000c0ffee\","
                                + "\"accessed\":\"2026-11-21T09:00:00.000Z\",\"expires\":\"2026-11-21T09:30:00.000Z\","
                                + "\"format\":\"1d\",\"created\":\"2026-11-21T09:00:00.000Z\",\"handle\":\"s.x\",\"idle\":1800000,\"principal\":\"ada\",\"parts\":\"N1"
                                + " N2\",\"size\":0,\"types\":{\"n\":\"long\",\"friend\":\"*\"}},"
                                + "\"data\":{\"user\":\"\\u00e9\",\"n\":7,\"__carnet=id\":1,\"public::$ref\":2,"
                                + "\"friend\":{\"$ref\":\"KEY.N1.data\"},\"public::id\":\"KEY\"},"
                                + "\"id\":\"KEY\",\"root\":true}",
                        "{\"__carnet\":{\"types\":\"map{born:long}\"},\"data\":{\"born\":0,"
                                + "\"of\":{\"$ref\":\"KEY.N2.data\"}},\"id\":\"KEY.N1\"}",
                        "{\"data\":[],\"id\":\"KEY.N2\"}");
        assertThat(place.sql("SELECT coalesce(class, '-') || root || typeof(data) FROM entries ORDER BY id"))
                .containsExactly("Dancer::Session::KiokuDB1text", "-0text", "-0text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":\"xyz\"}",
                "{\"version\":\"0000000000c0ffee\",\"handle\":\"s.x\"}",
                "{\"types\":[]}",
                "{\"types\":{\"user\":5}}",
                "{\"parts\":5}",
                "[]"
            })
    void an_entry_whose_bookkeeping_is_damaged_is_unreadable_and_stays(String bookkeeping) {
        DbiPlace place = DbiPlace.sqlite(directory);
        try (SessionEngine engine = Engines.on(place.open())) {
            String json = "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"__carnet\":" + bookkeeping
                    + ",\"data\":{\"user\":\"ada\"},\"id\":\"" + ONE + "\",\"root\":true}";
            place.write(ONE, json);

            assertThatThrownBy(() -> engine.store().find(new SessionKey(ONE)))
                    .isInstanceOf(UnreadableSessionException.class);
            assertThat(engine.retrieve(SessionId.of(ONE))).isEmpty();
            engine.sweep();
            assertThat(place.read(ONE)).contains(json);
            assertThat(engine.store().delete(new SessionKey(ONE), null)).isTrue();
        }
    }

    @Test
    void a_session_whose_bytes_are_no_utf_8_can_be_ended() {
        DbiPlace place = DbiPlace.sqlite(directory);
        try (SessionEngine engine = Engines.on(place.open())) {
            Session session = Engines.stored(engine, Map.of("user", "ada"));
            String latin = place.read(session.id().value()).orElseThrow().replace("ada", "zoë");
            place.sql("UPDATE entries SET data = ?", (Object) latin.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(engine.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("zo\ufffd");

            engine.destroy(engine.retrieve(session.id()).orElseThrow());

            assertThat(place.sql("SELECT id FROM entries")).isEmpty();
        }
    }

    @Test
    void a_list_tells_the_size_that_a_session_has_with_its_parts() {
        DbiPlace place = DbiPlace.sqlite(directory);
        try (SessionEngine engine = Engines.on(place.open())) {
            Engines.stored(engine, Map.of("user", "ada"));
            Engines.stored(engine, Household.attributes());

            List<SessionRecord> listed =
                    engine.store().scan(SessionQuery.ALL, null, 10).sessions();
            assertThat(listed)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.header().size())
                            .isEqualTo(engine.store()
                                    .find(each.header().key())
                                    .orElseThrow()
                                    .header()
                                    .size()));
        }
    }

    @Test
    void the_session_that_dancer_stored_is_read() throws IOException {
        Path file = directory.resolve("kioku.db");
        try (InputStream fixture = resource("kiokudb-json.sqlite")) {
            Files.copy(fixture, file);
        }
        DbiPlace.sqlite(directory)
                .sql("UPDATE entries SET id = '" + LONGER + "', data = replace(data, 'k-json-1', '" + LONGER + "')");
        try (SessionEngine engine = Engines.on(DbiPlace.sqlite(directory).open())) {
            Session session = engine.retrieve(SessionId.of(LONGER)).orElseThrow();

            assertThat(session.names())
                    .containsExactlyInAnyOrder(
                            "ascii", "big", "empty", "f", "float", "int", "latin", "neg", "nested", "nothing", "numstr",
                            "str", "t");
            assertThat(session.get("ascii")).isEqualTo("plain");
            assertThat(session.get("latin")).isEqualTo("café");
            assertThat(session.get("str")).isEqualTo("héllo ☃ 😀");
            assertThat(session.get("numstr")).isEqualTo("0042");
            assertThat(session.get("int")).isEqualTo(42);
            assertThat(session.get("neg")).isEqualTo(-7);
            assertThat(session.get("big")).isEqualTo(9007199254740993L);
            assertThat(session.get("float")).isEqualTo(3.25);
            assertThat(session.get("nothing")).isNull();
            assertThat(session.get("t")).isEqualTo("1");
            assertThat(session.get("nested").toString())
                    .isEqualTo("{eh={}, el=[], hash={k=v}, list=[1, two, null, {deep=x}]}");
            session.put("java", true);
            engine.flush(session);
        }
        try (SessionEngine engine = Engines.on(DbiPlace.sqlite(directory).open())) {
            Session session = engine.retrieve(SessionId.of(LONGER)).orElseThrow();
            assertThat(session.names()).hasSize(14);
            assertThat(session.get("str")).isEqualTo("héllo ☃ 😀");
            assertThat(session.maxIdle()).isEqualTo(Duration.ofMinutes(30));
        }
    }

    @Test
    void what_perls_sessions_refer_to_is_read_and_what_is_one_is_one() throws IOException {
        try (SessionEngine engine = Engines.on(perls().open())) {
            Session one = engine.retrieve(SessionId.of(ONE)).orElseThrow();

            assertThat(one.names()).containsExactlyInAnyOrder("a", "again", "b", "common", "$ref", "ring", "user");
            Map<String, Object> a = Engines.map(one.get("a"));
            List<Object> b = Engines.list(one.get("b"));
            Map<String, Object> ring = Engines.map(one.get("ring"));
            assertThat(a.get("friend"))
                    .isEqualTo(Map.of("name", "böb", "born", 0))
                    .isSameAs(b.get(0));
            assertThat(b.get(2)).isEqualTo(Map.of("data", "d", "id", 7, "$ref", "r"));
            assertThat(((Map<?, ?>) ring.get("next")).get("next")).isSameAs(ring);
            assertThat(one.get("again")).isEqualTo(List.of("tea", 2)).isSameAs(one.get("common"));
            assertThat(one.get("$ref")).isEqualTo("odd name");
            assertThat(engine.retrieve(SessionId.of(TWO)).orElseThrow().get("common"))
                    .isEqualTo(List.of("tea", 2));
        }
    }

    @Test
    void what_perl_wrote_and_nobody_changes_stays_as_it_is() throws IOException {
        DbiPlace place = perls();
        List<String> parts = place.sql("SELECT data FROM entries WHERE root = 0 ORDER BY id");
        try (SessionEngine engine = Engines.on(place.open())) {
            Session one = engine.retrieve(SessionId.of(ONE)).orElseThrow();
            one.put("n", 1);
            engine.flush(one);
        }

        assertThat(place.sql("SELECT data FROM entries WHERE root = 0 ORDER BY id"))
                .isEqualTo(parts);
        assertThat(place.read(ONE).orElseThrow())
                .contains("\"a\":{\"friend\":{\"$ref\":\"4c9b087e-e590-11f1-9deb-02fc00000001.data\"},\"since\":2020}");
    }

    @Test
    void what_perl_wrote_is_removed_with_the_last_who_referred_to_it() throws IOException {
        DbiPlace place = perls();
        try (SessionEngine engine = Engines.on(place.open())) {
            Session one = engine.retrieve(SessionId.of(ONE)).orElseThrow();
            Map<String, Object> a = Engines.map(one.get("a"));
            Map<String, Object> friend = Engines.map(a.get("friend"));
            friend.put("name", "rob");
            engine.flush(one);
            assertThat(place.sql("SELECT id FROM entries WHERE id LIKE '4c9b087e%'"))
                    .isEmpty();
            assertThat(place.sql("SELECT id FROM entries WHERE id LIKE '4c9af8f2%'"))
                    .hasSize(1);

            engine.destroy(engine.retrieve(SessionId.of(ONE)).orElseThrow());
            assertThat(place.sql("SELECT substr(id, 1, 8) FROM entries ORDER BY id"))
                    .containsExactly("4c9af8f2", "session-");

            engine.destroy(engine.retrieve(SessionId.of(TWO)).orElseThrow());
            assertThat(place.sql("SELECT id FROM entries")).isEmpty();
        }
    }

    @Test
    void an_object_that_perl_blessed_keeps_its_class_when_it_is_written_under_another_name() throws IOException {
        DbiPlace place = perls();
        place.sql("UPDATE entries SET class = 'My::Friend', data = '{\"__CLASS__\":\"My::Friend\",' || substr(data, 2)"
                + " WHERE id LIKE '4c9b087e%'");
        try (SessionEngine engine = Engines.on(place.open())) {
            Session one = engine.retrieve(SessionId.of(ONE)).orElseThrow();
            Map<String, Object> a = Engines.map(one.get("a"));
            assertThat(a.get("friend")).isEqualTo(Map.of("name", "böb", "born", 0));
            a.put("since", 2021);
            engine.flush(one);
        }

        assertThat(place.sql("SELECT data FROM entries WHERE class = 'My::Friend'"))
                .singleElement()
                .asString()
                .startsWith(
                        "{\"__CLASS__\":\"My::Friend\",\"data\":{\"born\":0,\"name\":\"b\\u00f6b\"},\"id\":\"session-number-one.");
    }

    @Test
    void perls_other_objects_are_nobodys_session() throws IOException {
        DbiPlace place = perls();
        place.sql("INSERT INTO entries (id, data, class, root) VALUES ('shop',"
                + " '{\"__CLASS__\":\"My::Shop\",\"data\":{\"x\":1},\"id\":\"shop\",\"root\":true}', 'My::Shop', 1)");
        try (SessionEngine engine = Engines.on(place.open())) {
            assertThat(SessionId.parse("shop").flatMap(engine::retrieve)).isEmpty();
            assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(2);
            assertThatThrownBy(() -> engine.store().find(new SessionKey("4c9b087e-e590-11f1-9deb-02fc00000001")))
                    .isInstanceOf(UnreadableSessionException.class);
            assertThat(engine.sessions().revokeAll().sessions()).isEqualTo(2);
        }
        assertThat(place.sql("SELECT id FROM entries")).containsExactly("shop");
    }

    @Test
    void a_session_that_became_unreadable_is_found_by_its_handle_and_told() {
        DbiPlace place = DbiPlace.sqlite(directory);
        try (SessionEngine engine = Engines.on(place.open(), new SettableClock())) {
            Session session = Engines.stored(engine, Map.of("user", "ada"));
            place.sql("UPDATE entries SET data = '{'");

            assertThatThrownBy(() -> engine.store().findByHandle(session.handle()))
                    .isInstanceOf(UnreadableSessionException.class);
            assertThat(engine.store().findByHandle("s.nothing")).isEmpty();
        }
    }
}
