package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.ConfigurationException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
    @Test
    void the_engine_keeps_sessions_as_configured() {
        CarnetConfig config = Reading.yaml("session: Memory\nsession_duration: 10 minutes\nsweep_interval: 0");

        try (SessionEngine engine = config.open()) {
            Session session = engine.create();
            session.put("user", "ada");
            engine.flush(session);

            assertThat(engine.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("ada");
            assertThat(engine.options()).isSameAs(config.options());
            assertThat(engine.options().maxIdle()).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void the_codec_for_graphs_keeps_what_is_one_object_one() {
        for (String codec : new String[] {"graph", "Graph"}) {
            try (SessionEngine engine =
                    Reading.yaml("session: Memory\ncodec: " + codec).open()) {
                List<String> shared = new ArrayList<>(List.of("book"));
                Session session = engine.create();
                session.put("cart", shared);
                session.put("wishes", shared);
                engine.flush(session);

                Session again = engine.retrieve(session.id()).orElseThrow();

                assertThat(again.get("wishes")).isEqualTo(List.of("book")).isSameAs(again.get("cart"));
            }
        }
        assertThat(Reading.yaml("session: Memory").codec()).isEmpty();
    }

    @Test
    void code_may_tell_the_engine_more() {
        List<SessionInfo> created = new ArrayList<>();
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        SessionListener listener = new SessionListener() {
            @Override
            public void created(SessionInfo session) {
                created.add(session);
            }
        };

        try (SessionEngine engine = Reading.yaml("session: Memory")
                .open(builder -> builder.listener(listener).clock(InstantSource.fixed(now)))) {
            Session session = engine.create();

            assertThat(session.createdAt()).isEqualTo(now);
            assertThat(created).hasSize(1);
        }
    }

    @Test
    void a_name_that_the_store_does_not_know_is_an_error_with_the_nearest_it_does() {
        CarnetConfig config = Reading.yaml("session: Paper\nengines: {session: {Paper: {shelf: ook}}}");

        assertThatThrownBy(config::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "carnet.yml line 2, engines.session.Paper.shelf: there is no such shelf; did you mean oak?");
    }

    @Test
    void a_stores_own_objection_names_the_place() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                engines:
                  session:
                    Paper:
                      shelf: /dev/null
                """);

        assertThatThrownBy(config::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("carnet.yml line 5, engines.session.Paper.shelf: nothing can be kept there");
    }

    @Test
    void an_objection_to_what_is_not_given_names_where_it_would_be() {
        CarnetConfig config = Reading.yaml("session: Paper\npaper_options: {shelf: hall}");

        assertThat(config.settings().invalid(PaperProvider.USER, "nobody writes"))
                .hasMessage("carnet.yml line 2, paper_options.user: nobody writes");
    }

    @Test
    void a_store_whose_engine_cannot_be_built_is_closed() {
        SessionStore store = new MemorySessionStore();
        SessionEngine other = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
        Session kept = other.create();
        CarnetConfig config = CarnetConfig.builder()
                .session("Paper")
                .set("shelf", "hall")
                .set("store", store)
                .build();

        assertThatThrownBy(() -> config.open(builder -> {
                    throw new IllegalStateException("no clock");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no clock");
        assertThat(other.retrieve(kept.id()))
                .as("a memory store forgets when it is closed")
                .isEmpty();
    }

    @Test
    void the_stores_place_is_set_up_from_the_same_settings() {
        try (StoreSetup setup =
                Reading.yaml("session: Paper\npaper_options: {shelf: hall}").setup()) {
            assertThat(setup.plan()).containsExactly("build shelf hall");
        }
    }
}
