package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.MongoDbServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line is cut at each step of an id change: before it is carried out, and after. */
class MongoIdChangeTest {
    private final MongoDbServer server = MongoDbServer.start();
    private final MongoClient client = MongoClients.create(server.uri());
    private final SessionEngine engine = SessionEngine.builder(new MongoSessionStore(client, MongoOptions.in("web")))
            .options(SessionOptions.builder().sweepInterval(null).build())
            .build();
    private Session session;
    private SessionId old;

    @BeforeEach
    void login() {
        session = engine.create();
        old = session.id();
        session.setPrincipal("ada");
        session.changeId();
    }

    @AfterEach
    void end() {
        engine.close();
        client.close();
        server.close();
    }

    private void fails() {
        assertThatExceptionOfType(SessionStoreException.class).isThrownBy(() -> engine.flush(session));
        assertThat(engine.retrieve(old).orElseThrow().principal()).isNull();
    }

    private void isDone() {
        assertThat(engine.retrieve(old)).isEmpty();
        assertThat(engine.retrieve(session.id()).orElseThrow().principal()).isEqualTo("ada");
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
    }

    @Test
    void before_the_first_step_nothing_has_happened_and_it_can_be_tried_again() {
        server.cutBeforeNext("insert");
        fails();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);

        engine.flush(session);
        isDone();
    }

    @Test
    void after_the_first_step_it_is_taken_back_and_can_be_tried_again() {
        server.cutAfterNext("insert");
        fails();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);

        engine.flush(session);
        isDone();
    }

    @Test
    void before_the_second_step_the_old_id_lives_and_it_can_be_tried_again() {
        server.cutBeforeNext("delete");
        fails();

        engine.flush(session);
        isDone();
    }

    @Test
    void after_the_second_step_it_is_found_done() {
        server.cutAfterNext("delete");

        engine.flush(session);

        isDone();
    }

    @Test
    void a_step_that_the_majority_does_not_confirm_is_told_when_both_are_done() {
        for (String step : List.of("insert", "delete")) {
            session.changeId();
            server.leaveNextUnconfirmed(step);

            assertThatExceptionOfType(UnconfirmedWriteException.class).as(step).isThrownBy(() -> engine.flush(session));

            isDone();
        }
    }

    @Test
    void a_second_step_that_the_server_overlooks_is_repeated() {
        server.overlookNext("delete");
        server.overlookNext("delete");

        engine.flush(session);

        isDone();
    }

    @Test
    void a_new_document_is_taken_back_though_the_server_overlooks_that() {
        Session other = engine.retrieve(old).orElseThrow();
        engine.destroy(other);
        server.overlookNext("delete");
        server.overlookNext("delete");

        assertThatExceptionOfType(SessionGoneException.class).isThrownBy(() -> engine.flush(session));

        assertThat(engine.sessions().count(SessionQuery.ALL)).isZero();
    }

    @Test
    void a_logged_out_session_does_not_live_on_under_the_new_id_though_that_cannot_be_taken_back() {
        engine.destroy(engine.retrieve(old).orElseThrow());
        server.overlookNext("delete");
        server.cutBeforeNext("delete");

        assertThatExceptionOfType(WriteNotStoredException.class)
                .isThrownBy(() -> engine.flush(session))
                .withMessageContaining("could not be removed");

        assertThat(session.storedId()).contains(old);
        assertThatExceptionOfType(SessionGoneException.class).isThrownBy(() -> engine.flush(session));
        assertThat(engine.retrieve(session.id())).isEmpty();
    }

    /** A limit that docs/stores.md names: nobody knows which of the two has deleted the old document. */
    @Test
    void a_second_step_that_is_not_answered_beside_a_logout_counts_as_done() {
        AtomicBoolean hasInserted = new AtomicBoolean();
        CommandListener logoutAfterInsert = new CommandListener() {
            @Override
            public void commandSucceeded(CommandSucceededEvent event) {
                if (event.getCommandName().equals("insert") && hasInserted.compareAndSet(false, true)) {
                    engine.destroy(engine.retrieve(old).orElseThrow());
                    server.cutBeforeNext("delete");
                }
            }
        };
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .addCommandListener(logoutAfterInsert)
                .build();
        try (MongoClient slow = MongoClients.create(settings);
                SessionEngine other = SessionEngine.builder(new MongoSessionStore(slow, MongoOptions.in("web")))
                        .options(SessionOptions.builder().sweepInterval(null).build())
                        .build()) {
            Session moved = other.retrieve(old).orElseThrow();

            other.changeId(moved);

            assertThat(engine.retrieve(old)).isEmpty();
            assertThat(engine.retrieve(moved.id())).isPresent();
            assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
        }
    }

    @Test
    void what_is_left_of_one_that_was_cut_off_disturbs_no_other() {
        server.cutAfterNext("insert");
        fails();

        Session next = engine.retrieve(old).orElseThrow();
        engine.changeId(next);

        assertThat(engine.retrieve(old)).isEmpty();
        assertThat(engine.retrieve(next.id()).orElseThrow().principal()).isNull();
        assertThat(engine.sessions().revoke(next.handle())).isTrue();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isZero();
    }
}
