package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shell's queries in {@code docs/stores.md}, word for word. */
class ShellQueriesTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../../docs/stores.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```js\\n(.*?)^```$");
    private static final Pattern QUERY = Pattern.compile("(?ms)^db\\.sessions\\.(\\w+)\\((.*?)\\)$");
    private static final Pattern DOCUMENT = Pattern.compile("(?ms)^\\{.*?^}$");
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final MongoTestDatabase database = MongoTestDatabase.fresh().initialised();

    @BeforeEach
    void storeSessions() {
        try (SessionStore store = database.open()) {
            SessionEngine engine = SessionEngine.builder(store)
                    .options(SessionOptions.builder().sweepInterval(null).build())
                    .clock(() -> NOW)
                    .build();
            store(engine, "ada", Map.of("cart", List.of("tea", "milk"), "visits", 3L, "since", NOW));
            store(engine, "ada", Map.of("theme.color", "dark"));
            store(engine, "bob", Map.of("cart", List.of("milk")));
            store(engine, null, Map.of("theme.color", "dark"));
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static void store(SessionEngine engine, String user, Map<String, Object> attributes) {
        Session session = engine.newSession();
        if (user != null) {
            session.put("user", user);
            session.setPrincipal(user);
        }
        attributes.forEach(session::put);
        engine.flush(session);
    }

    private static String shell() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private List<BsonDocument> run(String method) throws IOException {
        MatchResult query = QUERY.matcher(shell())
                .results()
                .filter(each -> each.group(1).equals(method))
                .findFirst()
                .orElseThrow();
        BsonArray arguments = BsonArray.parse("[" + query.group(2) + "]");
        return switch (method) {
            case "find" ->
                database.collection()
                        .find(arguments.get(0).asDocument())
                        .projection(arguments.get(1).asDocument())
                        .into(new ArrayList<>());
            case "aggregate" ->
                database.collection()
                        .aggregate(arguments.get(0).asArray().stream()
                                .map(each -> each.asDocument())
                                .toList())
                        .into(new ArrayList<>());
            default ->
                List.of(BsonDocument.parse("{n: "
                        + database.collection().countDocuments(arguments.get(0).asDocument()) + "}"));
        };
    }

    @Test
    void sessions_are_found_by_an_attribute() throws IOException {
        assertThat(run("find"))
                .singleElement()
                .satisfies(found -> assertThat(found)
                        .containsEntry("data", BsonDocument.parse("{user: 'ada'}"))
                        .containsKey("lastAccess")
                        .doesNotContainKey("handle"));
    }

    @Test
    void sessions_are_counted_by_user() throws IOException {
        assertThat(run("aggregate"))
                .containsExactly(
                        BsonDocument.parse("{_id: 'ada', sessions: 2, last: ISODate('2026-11-01T10:00:00Z')}"),
                        BsonDocument.parse("{_id: 'bob', sessions: 1, last: ISODate('2026-11-01T10:00:00Z')}"));
    }

    @Test
    void an_attribute_with_a_dot_is_found_by_its_escaped_name() throws IOException {
        assertThat(run("countDocuments")).containsExactly(BsonDocument.parse("{n: 2}"));
    }

    @Test
    void the_document_shown_is_what_is_stored() throws IOException {
        Matcher shown = DOCUMENT.matcher(shell());
        assertThat(shown.find()).isTrue();
        BsonDocument example = BsonDocument.parse(shown.group());
        BsonDocument stored = database.collection()
                .find(BsonDocument.parse("{'data.visits': 3}"))
                .first();

        assertThat(stored).containsOnlyKeys(example.keySet());
        assertThat(stored.getDocument("data")).isEqualTo(example.getDocument("data"));
        assertThat(stored)
                .allSatisfy((field, value) -> assertThat(value.getBsonType())
                        .as(field)
                        .isEqualTo(example.get(field).getBsonType()));
        for (String same : List.of("createdAt", "lastAccess", "expiresAt", "maxIdle", "principal", "size")) {
            assertThat(stored.get(same)).as(same).isEqualTo(example.get(same));
        }
    }
}
