package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the driver itself says it sent: one command for each operation, and in it no more than has changed. */
class CommandsTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final MongoTestDatabase database = MongoTestDatabase.fresh().initialised();
    private final List<BsonDocument> sent = new ArrayList<>();
    private MongoClient client;
    private SessionEngine engine;
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");

    @BeforeEach
    void listen() {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestServers.mongoDbUri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        // The event's own document is gone when its command is.
                        sent.add(BsonDocument.parse(event.getCommand().toJson()));
                    }
                })
                .build());
        InstantSource clock = () -> now;
        engine = SessionEngine.builder(new MongoSessionStore(client, database.options()))
                .options(SessionOptions.builder().sweepInterval(null).build())
                .clock(clock)
                .build();
        sent.clear();
    }

    @AfterEach
    void end() {
        engine.close();
        client.close();
        database.close();
    }

    private List<String> commands() {
        List<String> names = sent.stream().map(BsonDocument::getFirstKey).toList();
        sent.clear();
        return names;
    }

    private Session stored() {
        Session session = engine.newSession();
        session.put("user", "ada");
        session.put("cart", new ArrayList<>(List.of("book")));
        engine.flush(session);
        return session;
    }

    private Session copy(SessionId id) {
        return engine.retrieve(id).orElseThrow();
    }

    private BsonDocument update() {
        return sent.get(sent.size() - 1).getArray("updates").get(0).asDocument().getDocument("u");
    }

    @Test
    void a_visitor_who_only_reads_costs_nothing_and_a_new_session_one_insert() {
        engine.flush(engine.newSession());
        assertThat(commands()).isEmpty();

        stored();
        assertThat(commands()).containsExactly("insert");
    }

    @Test
    void a_request_that_only_reads_is_one_find() {
        SessionId id = stored().id();
        commands();

        Session session = copy(id);
        assertThat(session.get("cart")).isEqualTo(List.of("book"));
        engine.flush(session);

        assertThat(sent.get(0).getInt32("limit").getValue()).isEqualTo(1);
        assertThat(commands()).containsExactly("find");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_change_is_one_update_more_of_what_has_changed_alone() {
        SessionId id = stored().id();
        Session session = copy(id);
        ((List<Object>) session.get("cart")).add(5L);
        session.put("a.b", Set.of(1));
        session.remove("user");
        engine.flush(session);

        BsonDocument update = update();
        assertThat(update.getDocument("$set"))
                .containsOnlyKeys("version", "size", "data.cart", "data.a%2Eb", "types.a%2Eb");
        assertThat(update.getDocument("$unset")).containsOnlyKeys("types.cart", "data.user", "types.user");
        assertThat(update.getDocument("$max")).containsOnlyKeys("lastAccess", "expiresAt");
        assertThat(commands()).containsExactly("insert", "find", "update");
    }

    @Test
    void an_id_change_with_everything_that_changed_is_two_commands() {
        Session session = stored();
        commands();

        session.put("count", 1);
        session.setPrincipal("ada");
        engine.changeId(session);

        assertThat(commands()).containsExactly("insert", "delete");
    }

    @Test
    void an_end_is_one_delete() {
        Session session = stored();
        commands();

        engine.destroy(session);

        assertThat(commands()).containsExactly("delete");
    }

    @Test
    void an_access_is_written_once_a_window_in_one_update_of_two_instants() {
        SessionId id = stored().id();
        commands();

        engine.flush(copy(id));
        now = now.plus(TWO_MINUTES);
        engine.flush(copy(id));
        assertThat(update())
                .isEqualTo(BsonDocument.parse("{$set: {lastAccess: {$date: '2026-11-01T10:02:00Z'}},"
                        + " $max: {expiresAt: {$date: '2026-11-01T10:33:00Z'}}}"));
        engine.flush(copy(id));

        assertThat(commands()).containsExactly("find", "find", "update", "find");
    }

    @Test
    void of_parallel_changes_the_second_reads_again() {
        SessionId id = stored().id();
        Session one = copy(id);
        Session two = copy(id);
        one.put("one", 1);
        two.put("two", 2);
        commands();

        engine.flush(one);
        engine.flush(two);

        assertThat(commands()).containsExactly("update", "update", "find", "update");
        assertThat(copy(id).names()).contains("one", "two");
    }

    @Test
    void a_page_of_sessions_is_one_find_without_their_attributes() {
        for (int i = 0; i < 5; i++) {
            stored();
        }
        commands();

        engine.store().scan(SessionQuery.ALL, null, 3);

        assertThat(sent.get(0).getDocument("projection")).doesNotContainKey("data");
        assertThat(commands()).containsExactly("find");
    }

    @Test
    void every_write_waits_for_the_majority() {
        Session session = stored();
        session.put("a", 1);
        engine.flush(session);
        engine.changeId(session);
        now = now.plus(TWO_MINUTES);
        engine.flush(copy(session.id()));
        engine.destroy(session);

        assertThat(sent)
                .filteredOn(command -> !command.getFirstKey().equals("find"))
                .hasSize(6)
                .allSatisfy(command -> assertThat(command.getDocument("writeConcern"))
                        .isEqualTo(BsonDocument.parse("{w: 'majority'}")));
    }
}
