package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ClusterSettings;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerId;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Values;
import dev.carnet.testservers.MongoDbServer;
import dev.carnet.testservers.StallingLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says or does when something is wrong with it, with rights, or with the line. */
@Timeout(60)
class MongoFailureTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final MongoDbServer server = MongoDbServer.start();
    private final SessionStore store = open(server.uri(), Duration.ofSeconds(5));
    private final SessionRecord session = Records.record(new SessionKey("secret-key"), NOW, NOW, null, Attributes.NONE);

    private static SessionStore open(String uri, Duration timeout) {
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(MongoConnection.URI, uri)
                .set(MongoConnection.DATABASE, "web")
                .set(MongoConnection.TIMEOUT, timeout)
                .build();
        return new MongoProvider().open(settings, SessionOptions.DEFAULTS);
    }

    @AfterEach
    void end() {
        store.close();
        server.close();
    }

    private static ThrowableAssertAlternative<SessionStoreException> failing(Runnable operation) {
        return assertThatExceptionOfType(SessionStoreException.class)
                .isThrownBy(operation::run)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("secret-key"));
    }

    private void update() {
        store.update(Records.update(session, Values.of(Encoding.BSON).attributes(Map.of("a", "1")), Set.of()));
    }

    @Test
    void a_server_that_is_not_there_is_an_error_in_good_time_that_says_what_to_do() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }

        failing(() -> open("mongodb://web:hunter2@127.0.0.1:" + port, Duration.ofMillis(200)))
                .withMessageStartingWith("MongoDB: the collection could not be inspected: ")
                .withMessageContaining("127.0.0.1:" + port)
                .withMessageContaining("(it refuses connections). Check whether a server runs")
                .withMessageNotContaining("hunter2");
    }

    private static void cannotBeOpened(String uri, String says, String remedy) {
        failing(() -> open(uri, Duration.ofSeconds(2)))
                .withMessageContaining(says)
                .withMessageContaining(remedy)
                .withMessageNotContaining("..")
                .withMessageNotContaining("Client view of cluster state");
    }

    @Test
    void a_name_of_which_the_name_server_tells_no_servers_is_told() {
        ClusterSettings settings =
                ClusterSettings.builder().srvHost("db.example.com").build();
        Unreachable unreachable = new Unreachable(
                new ClusterDescription(ClusterConnectionMode.MULTIPLE, ClusterType.UNKNOWN, List.of(), settings, null));

        assertThat(unreachable.isSo()).isTrue();
        assertThat(unreachable.says())
                .isEqualTo("no primary can be reached: DNS returns no servers for the host in mongodb_uri");
        assertThat(unreachable.remedy()).startsWith("With mongodb+srv:// the host needs SRV records: correct it");
    }

    @Test
    void a_name_that_nobody_knows_is_told() {
        cannotBeOpened(
                "mongodb://db.invalid:27018",
                "no primary can be reached: db.invalid:27018 (its name is unknown). ",
                "Correct it in mongodb_uri or mongodb_host");
    }

    @Test
    void a_server_of_another_replica_set_is_told() {
        cannotBeOpened(
                server.uri() + "/?replicaSet=rs0",
                " (it is not a member of the configured replica set). ",
                "Correct mongodb_replica_set_name, or replicaSet in mongodb_uri");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'closes the connection', 'If the server requires TLS, set mongodb_ssl: true'",
        "?tls=true, 'TLS handshake fails: Unsupported or unrecognized SSL message', 'must match the server'"
    })
    void sides_that_do_not_agree_on_tls_are_told(String options, String says, String remedy) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread misunderstanding = new Thread(() -> misunderstand(other));
            misunderstanding.start();

            cannotBeOpened("mongodb://127.0.0.1:" + other.getLocalPort() + "/" + options, says, remedy);
            other.close();
            misunderstanding.join();
        }
    }

    /** Another request's connection has broken, and nobody knows yet whether the server is there. */
    @Test
    void what_was_not_sent_for_a_connection_of_others_that_broke_is_sent_once_more() {
        ClusterDescription cluster =
                new ClusterDescription(ClusterConnectionMode.SINGLE, ClusterType.UNKNOWN, List.of());
        MongoFailures failures = new MongoFailures(new Diagnosis("web.sessions", () -> cluster));
        MongoConnectionPoolClearedException notSent = new MongoConnectionPoolClearedException(
                new ServerId(new ClusterId(), new ServerAddress("db.example.com")), null);
        AtomicInteger calls = new AtomicInteger();

        assertThat(failures.<String>write("it failed", () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw notSent;
                    }
                    return "stored";
                }))
                .isEqualTo("stored");
        assertThatExceptionOfType(SessionStoreException.class)
                .isThrownBy(() -> failures.call("it failed", () -> {
                    calls.incrementAndGet();
                    throw notSent;
                }));
        assertThat(calls).hasValue(4);
    }

    /** Answers with a few bytes that are neither TLS nor MongoDB's protocol, and hangs up. */
    private static void misunderstand(ServerSocket socket) {
        try {
            while (true) {
                try (Socket line = socket.accept()) {
                    line.setSoTimeout(1000);
                    if (line.getInputStream().read(new byte[4096]) > 0) {
                        line.getOutputStream().write("I beg your pardon?\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (SocketTimeoutException silent) {
                    // A driver that is being closed may connect and say nothing.
                }
            }
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void a_server_that_goes_is_an_error_until_it_comes_back() {
        try (SessionStore impatient = open(server.uri(), Duration.ofMillis(200))) {
            impatient.create(session);
            server.stop();

            failing(() -> impatient.find(session.header().key()))
                    .satisfies(e -> assertThat(e).isInstanceOf(StoreUnreachableException.class));
            failing(() -> impatient.delete(session.header().key(), null));
            server.resume();

            assertThat(untilItAnswers(impatient)).contains(session);
        }
    }

    private Optional<SessionRecord> untilItAnswers(SessionStore impatient) {
        while (true) {
            try {
                return impatient.find(session.header().key());
            } catch (SessionStoreException notYet) {
                assertThat(notYet).hasMessageStartingWith("MongoDB: ");
            }
        }
    }

    @Test
    void a_read_on_a_line_that_is_cut_is_tried_once_more_and_a_write_is_not() {
        store.create(session);
        server.cutBeforeNext("find");
        assertThat(store.find(session.header().key())).contains(session);

        server.cutBeforeNext("update");
        failing(this::update).withMessageContaining("The driver opens new connections itself");
        server.cutAfterNext("delete");
        failing(() -> store.delete(session.header().key(), null));

        assertThat(store.find(session.header().key())).isEmpty();
    }

    @Test
    void a_logout_that_the_server_refuses_is_reported() {
        SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
        Session login = engine.create();
        server.refuseNext("delete", 13, "Unauthorized");

        failing(() -> engine.destroy(login));

        assertThat(engine.retrieve(login.id())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "13, Unauthorized, Grant the user the role readWrite on the database of web.sessions",
        "18, AuthenticationFailed, 'Check user, password and the database that authenticates the user (authSource)'",
        "100, UnsatisfiableWriteConcern, Lower mongodb_write_concern",
        "10107, NotWritablePrimary, The primary is about to change; the driver will find the new one",
        "11600, InterruptedAtShutdown, The primary is about to change; the driver will find the new one",
        "8, UnknownError, Check with `carnet check` whether web.sessions is in order"
    })
    void a_refusal_says_the_servers_code_and_what_to_do(int code, String name, String remedy) {
        store.create(session);
        for (Map.Entry<String, Runnable> each : Map.<String, Runnable>of(
                        "insert", () -> store.create(Records.record(NOW, null, Attributes.NONE)),
                        "update", this::update,
                        "delete", () -> store.delete(session.header().key(), null))
                .entrySet()) {
            server.refuseNext(each.getKey(), code, name);
            failing(each.getValue())
                    .withMessageContaining("error " + code)
                    .withMessageContaining(remedy)
                    .withMessageNotContaining("refused by the test");
        }
        assertThat(store.find(session.header().key())).contains(session);
    }

    @Test
    void a_stepdown_is_waited_out_by_a_read() {
        store.create(session);
        server.refuseNext("find", 10107, "NotWritablePrimary");

        assertThat(store.find(session.header().key())).contains(session);
    }

    @Test
    void a_write_that_the_majority_did_not_confirm_is_told() {
        SessionRecord other = Records.record(NOW, null, Attributes.NONE);
        store.create(session);
        for (Map.Entry<String, Runnable> each : List.<Map.Entry<String, Runnable>>of(
                Map.entry("insert", () -> store.create(other)),
                Map.entry("update", this::update),
                Map.entry("delete", () -> store.delete(session.header().key(), null)))) {
            server.leaveNextUnconfirmed(each.getKey());
            assertThatExceptionOfType(UnconfirmedWriteException.class)
                    .as(each.getKey())
                    .isThrownBy(each.getValue()::run)
                    .withMessageContaining("Too few members confirmed it");
        }
        server.leaveNextUnconfirmed("delete");
        assertThat(store.delete(session.header().key(), null))
                .as("nothing to confirm")
                .isFalse();
        server.leaveNextUnconfirmed("insert");
        assertThatExceptionOfType(UnconfirmedWriteException.class)
                .isThrownBy(() -> store.createAll(List.of(Records.record(NOW, null, Attributes.NONE))));
    }

    @Test
    void the_end_of_what_has_expired_anyway_need_not_be_confirmed() {
        store.create(session);
        server.leaveNextUnconfirmed("delete");
        assertThat(store.delete(session.header().key(), SessionHeader.NEVER)).isTrue();

        store.create(session);
        server.leaveNextUnconfirmed("delete");
        assertThat(store.deleteExpired(SweepQuery.by(SessionHeader.NEVER), null, 10)
                        .deleted())
                .hasSize(1);
    }

    @Test
    void a_replacement_that_found_nothing_is_overtaken_whether_that_is_confirmed_or_not() {
        SessionKey key = Records.key();
        BsonDocument foreign = BsonDocument.parse("{data: {a: 1, 'b.c': 2}}");
        store.unwrap(MongoClient.class)
                .orElseThrow()
                .getDatabase("web")
                .getCollection("sessions", BsonDocument.class)
                .insertOne(foreign.append("_id", new BsonString(key.value())));
        SessionRecord base = store.find(key).orElseThrow();
        store.delete(key, null);
        server.leaveNextUnconfirmed("update");

        assertThat(store.update(Records.update(base, Attributes.NONE, Set.of("a"))))
                .isEqualTo(UpdateResult.CONFLICT);
    }

    @Test
    void a_pool_whose_connections_are_all_in_use_is_no_outage() throws Exception {
        store.create(session);
        try (StallingLine line = StallingLine.to(server.port());
                MongoClient one = MongoClients.create("mongodb://127.0.0.1:" + line.port()
                        + "/?directConnection=true&maxPoolSize=1&waitQueueTimeoutMS=100")) {
            SessionStore patient = new MongoSessionStore(one, MongoOptions.in("web"));
            SessionStore hasty =
                    new MongoSessionStore(one, MongoOptions.in("web").timeout(Duration.ofMillis(300)));
            line.holdNext(session.header().key().value());
            CompletableFuture<?> busy = CompletableFuture.supplyAsync(
                    () -> patient.find(session.header().key()));
            while (!line.isHolding()) {
                Thread.onSpinWait();
            }

            assertThatExceptionOfType(PoolExhaustedException.class)
                    .isThrownBy(() -> hasty.find(session.header().key()))
                    .withMessageContaining("maxPoolSize");
            line.deliver();
            busy.join();
        }
    }

    @Test
    void a_document_that_outgrows_its_bounds_on_the_server_is_too_large() {
        store.create(session);
        server.refuseNext("update", 17419, "Location17419");

        assertThatExceptionOfType(SessionTooLargeException.class).isThrownBy(this::update);
    }

    @Test
    void a_new_key_that_is_taken_is_an_error_and_nothing_moves() {
        SessionRecord owner = Records.record(NOW, null, Attributes.NONE);
        store.create(session);
        store.create(owner);
        Change move = new Change(Map.of(), Set.of(), null, null, owner.header().key());

        failing(() -> store.update(Records.update(session, move, NOW)))
                .withMessageContaining("the new key of a session already exists");

        assertThat(store.find(session.header().key())).contains(session);
        assertThat(store.find(owner.header().key())).contains(owner);
    }

    @Test
    void wrong_credentials_are_an_error_that_does_not_show_them() {
        failing(() -> open("mongodb://web:hunter2@127.0.0.1:" + server.port(), Duration.ofSeconds(5)))
                .withMessageContaining("the server refuses the user 'web' of the database 'admin' (error ")
                .withMessageContaining("). Check user, password and the database that authenticates the user")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void a_client_that_the_application_closed_is_an_outage() {
        MongoClient client = MongoClients.create(server.uri());
        SessionStore closed = new MongoSessionStore(client, MongoOptions.in("web"));
        client.close();

        failing(() -> closed.find(session.header().key())).withMessageContaining("the client is closed");
        failing(() -> closed.delete(session.header().key(), null)).withMessageContaining("the client is closed");
        failing(() -> closed.scan(SessionQuery.ALL, null, 1)).withMessageContaining("the client is closed");
    }
}
