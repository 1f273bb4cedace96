package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFormatTest {
    @ParameterizedTest
    @CsvSource({"BASE64URL, [A-Za-z0-9_-]{40}", "HEX, [0-9a-f]{24}", "DIGITS, [0-9]{39}"})
    void a_new_id_is_of_the_format_and_its_session_is_found(SessionIdFormat format, String pattern) {
        SessionOptions options =
                SessionOptions.builder().hashIds(false).idFormat(format).build();
        try (SessionEngine engine =
                SessionEngine.builder(new MemorySessionStore()).options(options).build()) {
            Session session = engine.create();
            assertThat(session.id().value()).matches(pattern);
            assertThat(engine.newSession().id()).isNotEqualTo(session.id());
            assertThat(engine.retrieve(session.id())).isPresent();

            engine.changeId(session);
            assertThat(session.id().value()).matches(pattern);
        }
    }

    /** It moved from a store that this engine alone used, back to one that is shared. */
    @ParameterizedTest
    @CsvSource({"HEX, [0-9a-f]{24}", "DIGITS, [0-9]{39}"})
    void an_id_that_the_other_application_does_not_find_is_renewed(SessionIdFormat format, String pattern) {
        SessionOptions shared =
                SessionOptions.builder().hashIds(false).idFormat(format).build();
        SessionOptions before = SessionOptions.builder().hashIds(false).build();
        MemorySessionStore store = new MemorySessionStore();
        SessionEngine ours = SessionEngine.builder(store).options(before).build();
        try (SessionEngine engine = SessionEngine.builder(store).options(shared).build()) {
            Session session = engine.retrieve(ours.create().id()).orElseThrow();

            assertThat(engine.renewIfDue(session)).isTrue();
            engine.flush(session);

            assertThat(session.id().value()).matches(pattern);
            Session again = engine.retrieve(session.id()).orElseThrow();
            assertThat(engine.renewIfDue(again)).isFalse();
            assertThat(again.names()).isEmpty();
            assertThat(ours.renewIfDue(ours.retrieve(session.id()).orElseThrow()))
                    .isFalse();
        }
    }
}
