package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testkit.Values;
import dev.carnet.testservers.TestServers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands, and documents that they bring, do not grow with the number of sessions, or no faster than it. */
class MongoGrowthTest {
    /** Later than this test runs, since a user's list leaves out what has expired. */
    private static final Instant NOW = Instant.parse("2096-11-21T09:00:00Z");

    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    private long commands;
    private long documents;

    private final MongoClient client = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(TestServers.mongoDbUri()))
            .addCommandListener(new CommandListener() {
                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    commands++;
                    BsonDocument cursor = event.getResponse().getDocument("cursor", new BsonDocument());
                    for (String batch : List.of("firstBatch", "nextBatch")) {
                        documents += cursor.containsKey(batch)
                                ? cursor.getArray(batch).size()
                                : 0;
                    }
                }
            })
            .build());

    @AfterEach
    void close() {
        client.close();
    }

    private record Cost(long commands, long documents) {}

    private Cost cost(Runnable work) {
        commands = 0;
        documents = 0;
        work.run();
        return new Cost(commands, documents);
    }

    /** What each task costs among so many sessions of one user, of which every tenth expires early. */
    private Map<String, Cost> costs(int sessions) {
        try (MongoTestDatabase database = MongoTestDatabase.fresh().initialised()) {
            SessionStore store = new MongoSessionStore(client, database.options());
            Attributes attributes = Values.of(store.traits().encoding()).attributes(Map.of("n", "1"));
            List<SessionRecord> all = IntStream.range(0, sessions)
                    .mapToObj(i -> Records.record(
                            Records.key(), NOW, NOW.plusSeconds(i % 10 == 0 ? 60 : 3600), "ada", attributes))
                    .toList();
            assertThat(store.createAll(all)).hasSize(sessions);
            SessionDirectory directory = SessionDirectory.over(store, SessionOptions.DEFAULTS);
            Map<String, Cost> costs = new HashMap<>();
            costs.put(
                    "first page",
                    cost(() -> assertThat(store.scan(SessionQuery.ALL, null, 20).sessions())
                            .hasSize(20)));
            costs.put(
                    "count",
                    cost(() -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(sessions)));
            costs.put(
                    "find",
                    cost(() -> assertThat(directory.find(all.get(7).header().handle()))
                            .isPresent()));
            costs.put(
                    "empty sweep",
                    cost(() -> assertThat(Sweeps.all(store, NOW, 1000)).isEmpty()));
            costs.put(
                    "list", cost(() -> assertThat(directory.ofPrincipal("ada")).hasSize(sessions)));
            costs.put(
                    "sweep",
                    cost(() -> assertThat(Sweeps.all(store, NOW.plusSeconds(60), 1000))
                            .hasSize(sessions / 10)));
            costs.put(
                    "revoke",
                    cost(() -> assertThat(directory.revokePrincipal("ada", null).sessions())
                            .isEqualTo(sessions - sessions / 10)));
            return costs;
        }
    }

    @Test
    void what_is_asked_about_few_costs_the_same_among_many() {
        Map<String, Cost> few = costs(FEW);
        Map<String, Cost> many = costs(MANY);

        Map<String, Cost> flat = Map.of(
                "first page", new Cost(1, 20),
                "count", new Cost(1, 1),
                "find", new Cost(1, 1),
                "empty sweep", new Cost(1, 0));
        assertThat(few).containsAllEntriesOf(flat);
        assertThat(many).containsAllEntriesOf(flat);
        for (var each : Map.of(FEW, few, MANY, many).entrySet()) {
            int sessions = each.getKey();
            assertThat(each.getValue().get("list"))
                    .as("a page of 500 is a command")
                    .satisfies(cost -> assertThat(cost.commands()).isLessThan(sessions / 400 + 3))
                    .satisfies(cost -> assertThat(cost.documents()).isEqualTo(sessions));
            assertThat(each.getValue().get("sweep"))
                    .as("a deletion of many does not tell which it deleted, so each has its own")
                    .satisfies(cost -> assertThat(cost.commands()).isLessThan(sessions / 10 + 10))
                    .satisfies(cost -> assertThat(cost.documents()).isEqualTo(sessions / 10));
            assertThat(each.getValue().get("revoke"))
                    .as("a page is three commands and two documents a session")
                    .satisfies(cost -> assertThat(cost.commands()).isLessThan(sessions / 120 + 6))
                    .satisfies(cost -> assertThat(cost.documents()).isLessThanOrEqualTo(2L * sessions));
        }
    }
}
