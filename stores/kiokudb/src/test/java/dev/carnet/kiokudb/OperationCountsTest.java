package dev.carnet.kiokudb;

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
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a database says it was asked for by each operation, on a session without references and on one with them. */
class OperationCountsTest {
    private static final Duration TOUCH_IS_DUE = Duration.ofMinutes(2);

    /** What a database was asked for. */
    @FunctionalInterface
    private interface Log {
        /** What was asked for since the last time. */
        List<String> taken();
    }

    /** What each operation asks for, in the order in which they are done here. */
    private static Map<String, List<String>> asked(
            SessionEngine engine, SettableClock clock, Map<String, ?> attributes, Log log) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        log.taken();
        Session stored = Engines.stored(engine, attributes);
        asked.put("new", log.taken());
        Session session = copy(engine, stored.id());
        asked.put("read", log.taken());
        engine.flush(session);
        asked.put("nothing", log.taken());
        Engines.map(session.get("a")).put("n", 2L);
        engine.flush(session);
        asked.put("change", log.taken());
        engine.changeId(session);
        asked.put("new id", log.taken());
        clock.advance(TOUCH_IS_DUE);
        Session later = copy(engine, session.id());
        log.taken();
        engine.flush(later);
        asked.put("touch", log.taken());
        engine.destroy(later);
        asked.put("end", log.taken());
        return asked;
    }

    private static Session copy(SessionEngine engine, SessionId id) {
        Session session = engine.retrieve(id).orElseThrow();
        assertThat(Engines.map(session.get("a"))).containsKey("n");
        return session;
    }

    private static Map<String, Object> flat() {
        return Map.of("user", "ada", "a", new HashMap<>(Map.of("n", 1L)));
    }

    /** Two objects, each in two attributes; one of them is changed. */
    private static Map<String, Object> shared() {
        Map<String, Object> one = new HashMap<>(Map.of("n", 1L));
        Map<String, Object> other = new HashMap<>(Map.of("n", 1L));
        return Map.of("a", one, "b", new ArrayList<>(List.of(one)), "c", other, "d", new ArrayList<>(List.of(other)));
    }

    private static final Map<String, List<String>> FLAT_IN_SQL = Map.of(
            "new", List.of("INSERT"),
            "read", List.of("SELECT"),
            "nothing", List.of(),
            "change", List.of("UPDATE"),
            "new id", List.of("INSERT", "DELETE"),
            "touch", List.of("SELECT", "UPDATE"),
            "end", List.of("SELECT", "DELETE"));

    private static final Map<String, List<String>> SHARED_IN_SQL = Map.of(
            "new", List.of("INSERT", "INSERT", "COMMIT", "INSERT"),
            "read", List.of("SELECT", "SELECT"),
            "nothing", List.of(),
            "change", List.of("INSERT", "UPDATE", "DELETE"),
            "new id", List.of("INSERT", "INSERT", "COMMIT", "INSERT", "DELETE", "DELETE", "DELETE", "COMMIT"),
            "touch", List.of("SELECT", "SELECT", "UPDATE"),
            "end", List.of("SELECT", "SELECT", "DELETE", "DELETE", "DELETE", "COMMIT"));

    private static final Map<String, List<String>> FLAT_IN_MONGODB = Map.of(
            "new", List.of("insert"),
            "read", List.of("find"),
            "nothing", List.of(),
            "change", List.of("update"),
            "new id", List.of("insert", "delete"),
            "touch", List.of("find", "update"),
            "end", List.of("find", "delete"));

    private static final Map<String, List<String>> SHARED_IN_MONGODB = Map.of(
            "new", List.of("insert", "insert"),
            "read", List.of("find", "find"),
            "nothing", List.of(),
            "change", List.of("insert", "update", "delete"),
            "new id", List.of("insert", "insert", "delete", "delete"),
            "touch", List.of("find", "find", "update"),
            "end", List.of("find", "find", "delete", "delete"));

    /** The general log tells connections apart; the store's has a pool of one. */
    @Test
    void statements_on_mariadb() throws SQLException {
        DbiPlace place = DbiPlace.mariaDb();
        SettableClock clock = new SettableClock();
        place.sql("SET GLOBAL log_output = 'TABLE'");
        try (SessionEngine engine = Engines.on(place.open(Map.of("pool_size", "1")), clock)) {
            String connection = connection(engine);
            Log log = () -> {
                place.sql("SET GLOBAL general_log = OFF");
                List<String> asked = place.sql(
                        "SELECT SUBSTRING(argument, 1, 6) FROM mysql.general_log WHERE thread_id = " + connection
                                + " AND command_type <> 'Prepare' AND argument NOT LIKE 'set autocommit%' ORDER BY event_time");
                place.sql("TRUNCATE mysql.general_log");
                place.sql("SET GLOBAL general_log = ON");
                return asked;
            };

            assertThat(asked(engine, clock, flat(), log)).isEqualTo(FLAT_IN_SQL);
            assertThat(asked(engine, clock, shared(), log)).isEqualTo(SHARED_IN_SQL);
        } finally {
            place.sql("SET GLOBAL general_log = OFF");
            place.drop();
        }
    }

    private static String connection(SessionEngine engine) throws SQLException {
        try (Connection connection =
                        engine.store().unwrap(DataSource.class).orElseThrow().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CONNECTION_ID()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void commands_on_mongodb() {
        MongoDbPlace place = MongoDbPlace.fresh();
        SettableClock clock = new SettableClock();
        List<String> commands = new CopyOnWriteArrayList<>();
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestServers.mongoDbUri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        commands.add(event.getCommandName());
                    }
                })
                .build();
        Log sent = () -> {
            List<String> taken = List.copyOf(commands);
            commands.clear();
            return taken;
        };
        try (MongoClient client = MongoClients.create(settings);
                SessionEngine engine = Engines.on(place.open(client), clock)) {
            assertThat(asked(engine, clock, flat(), sent)).isEqualTo(FLAT_IN_MONGODB);
            assertThat(asked(engine, clock, shared(), sent)).isEqualTo(SHARED_IN_MONGODB);
        } finally {
            place.drop();
        }
    }
}
