package dev.carnet.dancer.kioku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.dancer.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What KiokuDB 0.57 has stored with each of its serializers; {@code kiokudb-fixtures.pl} made them. */
class FixturesTest {
    @TempDir
    Path directory;

    private SessionEngine open(String file, String serializer) throws IOException {
        Path copy = directory.resolve(file);
        Files.write(copy, Fixtures.bytes(file));
        return CarnetConfig.parse("config.yml", """
                session: KiokuDB
                kiokudb_backend: DBI
                kiokudb_backend_opts: {dsn: 'dbi:SQLite:dbname=%s', serializer: %s}
                dancer: share
                """.formatted(copy, serializer), name -> null)
                .open();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @ParameterizedTest
    @CsvSource({
        "kiokudb-references.sqlite,json",
        "kiokudb-storable.sqlite,storable",
        "kiokudb-yaml.sqlite,yaml",
    })
    void a_session_of_perls_is_read_with_its_references_and_circles(String file, String serializer) throws Exception {
        try (SessionEngine engine = open(file, serializer)) {
            Session session =
                    engine.retrieve(SessionId.of("session-number-one")).orElseThrow();

            assertThat(session.get("ascii")).isEqualTo("plain");
            assertThat(session.get("latin")).isEqualTo("caf\u00e9");
            assertThat(session.get("str")).isEqualTo("h\u00e9llo \u2603 \ud83d\ude00");
            assertThat(session.get("numstr")).isEqualTo("0042");
            assertThat(session.get("int")).isEqualTo(42);
            assertThat(session.get("neg")).isEqualTo(-7);
            assertThat(String.valueOf(session.get("big"))).isEqualTo("9007199254740993");
            assertThat(String.valueOf(session.get("float"))).isEqualTo("3.25");
            assertThat(session.get("empty")).isEqualTo("");
            assertThat(session.get("nothing")).isNull();
            assertThat(String.valueOf(session.get("t"))).isEqualTo("1");
            assertThat(session.get("f")).isEqualTo("");
            assertThat(session.get("nested"))
                    .isEqualTo(Map.of(
                            "eh",
                            Map.of(),
                            "el",
                            List.of(),
                            "hash",
                            Map.of("k", "v"),
                            "list",
                            Arrays.asList(1, "two", null, Map.of("deep", "x"))));
            assertThat(session.get("numtext")).isEqualTo("42");
            assertThat(session.get("yes")).isEqualTo("true");
            assertThat(session.get("date")).isEqualTo("2020-01-01");
            assertThat(session.get("tilde")).isEqualTo("~");
            assertThat(session.get("multi")).isEqualTo("a\nb\n");
            assertThat(session.get("odd")).isEqualTo(" x: y #");
            assertThat(session.get("$ref")).isEqualTo("odd name");
            assertThat(session.get("point")).isEqualTo(Map.of("x", 1, "y", 2));

            List<?> b = (List<?>) session.get("b");
            assertThat(map(session.get("a")).get("friend"))
                    .isSameAs(b.get(0))
                    .isEqualTo(Map.of("name", "b\u00f6b", "born", 0));
            assertThat(b.get(2)).isEqualTo(Map.of("data", "d", "id", 7, "$ref", "r"));
            assertThat(session.get("again")).isSameAs(session.get("common")).isEqualTo(List.of("tea", 2));
            Map<String, Object> ring = map(session.get("ring"));
            assertThat(map(ring.get("next")).get("next")).isSameAs(ring);
        }
    }

    @ParameterizedTest
    @CsvSource({"kiokudb-storable.sqlite,storable", "kiokudb-yaml.sqlite,yaml"})
    void it_is_changed_renamed_and_ended(String file, String serializer) throws Exception {
        try (SessionEngine engine = open(file, serializer)) {
            Session session =
                    engine.retrieve(SessionId.of("session-number-one")).orElseThrow();
            map(map(session.get("a")).get("friend")).put("name", "ada");
            session.put("price", 9.5);
            session.put("paid", true);
            engine.flush(session);

            Session again = engine.retrieve(SessionId.of("session-number-one")).orElseThrow();
            assertThat(map(((List<?>) again.get("b")).get(0)).get("name")).isEqualTo("ada");
            assertThat(again.get("price")).isEqualTo(9.5);
            assertThat(again.get("paid")).isEqualTo(true);

            engine.changeId(again);
            assertThat(engine.retrieve(SessionId.of("session-number-one"))).isEmpty();
            Session renamed = engine.retrieve(again.id()).orElseThrow();
            assertThat(renamed.get("point")).isEqualTo(Map.of("x", 1, "y", 2));
            engine.destroy(renamed);
            assertThat(engine.retrieve(again.id())).isEmpty();
            assertThat(engine.retrieve(SessionId.of("session-number-two"))
                            .orElseThrow()
                            .get("common"))
                    .isEqualTo(List.of("tea", 2));
        }
    }
}
