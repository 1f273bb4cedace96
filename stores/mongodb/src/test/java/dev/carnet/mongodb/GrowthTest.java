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
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testkit.Values;
import dev.carnet.testservers.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands, and documents that they bring, do not grow with the number of sessions, or no faster than it. */
class GrowthTest {
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

    private Cost cost(int sessions, BiConsumer<SessionStore, List<SessionRecord>> work) {
        try (TestDatabase database = TestDatabase.fresh().initialised()) {
            SessionStore store = new MongoSessionStore(client, database.options());
            List<SessionRecord> all = Stream.generate(() -> Records.record(
                            NOW, "ada", Values.of(store.traits().encoding()).attributes(Map.of("n", "1"))))
                    .limit(sessions)
                    .toList();
            assertThat(store.createAll(all)).hasSize(sessions);
            commands = 0;
            documents = 0;
            work.accept(store, all);
            return new Cost(commands, documents);
        }
    }

    private void costsTheSame(Cost most, BiConsumer<SessionStore, List<SessionRecord>> work) {
        Cost few = cost(FEW, work);

        assertThat(cost(MANY, work)).isEqualTo(few).isEqualTo(most);
    }

    /** @param documentsEach how many documents one session may bring */
    private void growsNoFasterThanTheSessions(
            double commandsEach, double documentsEach, BiConsumer<SessionStore, List<SessionRecord>> work) {
        for (int sessions : new int[] {FEW, MANY}) {
            Cost cost = cost(sessions, work);
            assertThat(cost.commands()).isBetween(1L, (long) (commandsEach * sessions));
            assertThat(cost.documents()).isBetween(0L, (long) (documentsEach * sessions));
        }
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @Test
    void the_first_page() {
        costsTheSame(
                new Cost(1, 20),
                (store, all) -> assertThat(
                                store.scan(SessionQuery.ALL, null, 20).sessions())
                        .hasSize(20));
    }

    @Test
    void counting() {
        costsTheSame(
                new Cost(1, 1),
                (store, all) -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(all.size()));
    }

    @Test
    void finding_by_handle() {
        costsTheSame(
                new Cost(1, 1),
                (store, all) -> assertThat(
                                directory(store).find(all.get(7).header().handle()))
                        .isPresent());
    }

    @Test
    void a_sweep_that_finds_nothing() {
        costsTheSame(
                new Cost(1, 0),
                (store, all) -> assertThat(Sweeps.all(store, NOW, 1000)).isEmpty());
    }

    /** A deletion of many does not tell which it deleted, so each has its own. */
    @Test
    void a_sweep_of_all() {
        growsNoFasterThanTheSessions(
                1.1,
                1.1,
                (store, all) -> assertThat(Sweeps.all(store, NOW.plusSeconds(3600), 1000))
                        .hasSize(all.size()));
    }

    @Test
    void listing_a_users() {
        growsNoFasterThanTheSessions(
                0.01,
                1,
                (store, all) -> assertThat(directory(store).ofPrincipal("ada")).hasSize(all.size()));
    }

    /** One document that tells a session, and one that tells that it is there. */
    @Test
    void ending_a_users() {
        growsNoFasterThanTheSessions(
                0.01,
                2,
                (store, all) -> assertThat(
                                directory(store).revokePrincipal("ada", null).sessions())
                        .isEqualTo(all.size()));
    }
}
