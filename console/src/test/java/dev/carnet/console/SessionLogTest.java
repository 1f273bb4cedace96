package dev.carnet.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.memory.MemorySessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads in the log of a session's life, and what he does not. */
class SessionLogTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.carnet.session");
    private final Level before = log.getLevel();
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final SessionEngine engine =
            SessionEngine.builder(new MemorySessionStore()).build();

    @BeforeEach
    void listen() {
        told.start();
        log.setLevel(Level.TRACE);
        log.addAppender(told);
    }

    @AfterEach
    void stop() {
        log.detachAppender(told);
        log.setLevel(before);
        engine.close();
    }

    private List<String> lines() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void creation_new_id_and_end_are_logged_by_handle_and_no_id_or_key_is() {
        List<String> secrets = new ArrayList<>();
        Session session = engine.create();
        secrets.add(session.id().value());
        session.put("card", "4111");
        engine.logIn(session, "ada");
        secrets.add(session.id().value());
        engine.store()
                .findByHandle(session.handle())
                .ifPresent(each -> secrets.add(each.header().key().value()));
        engine.destroy(session);

        String handle = session.handle();
        assertThat(lines())
                .containsSubsequence(
                        "session " + handle + " created",
                        "session " + handle + " has a new id",
                        "session " + handle + " ended: DESTROYED");
        assertThat(told.list).allSatisfy(each -> assertThat(each.getInstant()).isBeforeOrEqualTo(Instant.now()));
        assertThat(secrets)
                .hasSize(3)
                .allSatisfy(secret -> assertThat(lines()).noneMatch(line -> line.contains(secret)));
        assertThat(lines()).noneMatch(line -> line.contains("4111"));
    }

    @Test
    void guessing_is_one_line_without_the_guesses() {
        for (int i = 0; i < 200; i++) {
            assertThat(engine.retrieve(SessionId.of(String.format("%040d", i)))).isEmpty();
        }

        assertThat(told.list)
                .filteredOn(each -> each.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getFormattedMessage()).contains("somebody may be guessing ids");
                    assertThat(each.getFormattedMessage()).doesNotContain("000000");
                });
    }
}
