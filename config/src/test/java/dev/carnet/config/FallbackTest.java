package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.fallback.FallbackSessionStore;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private static final String BLOCK = """
            session: Memory
            session_duration: 10 minutes
            fallback:
              session: Slate
              engines:
                session:
                  Slate:
                    host: old.example.com
                    fades_after: 1 hour
            """;

    @Test
    void a_block_configures_a_second_store() {
        CarnetConfig config = Reading.yaml(BLOCK);

        assertThat(config.session()).isEqualTo("Memory");
        assertThat(config.fallback()).contains("Slate");
        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.ignoredKeys()).isEmpty();
        try (SessionEngine engine = config.open()) {
            assertThat(engine.store().unwrap(FallbackSessionStore.class)).isPresent();
            assertThat(engine.retrieve(engine.create().id())).isPresent();
        }
        try (SessionStore store = config.openStore()) {
            assertThat(store.unwrap(FallbackSessionStore.class)).isPresent();
        }
        assertThat(config.toString()).contains("fallback Slate").doesNotContain("old.example.com");
    }

    @Test
    void without_one_there_is_one_store() {
        CarnetConfig config = Reading.yaml("session: Memory\nfallback:");

        assertThat(config.fallback()).isEmpty();
        try (SessionEngine engine = config.open()) {
            assertThat(engine.store().unwrap(FallbackSessionStore.class)).isEmpty();
            assertThat(engine.store().unwrap(MemorySessionStore.class)).isPresent();
        }
    }

    @Test
    void properties_and_code_say_the_same() {
        assertThat(Reading.properties(Map.of(
                                "carnet.session", "Memory",
                                "carnet.fallback.session", "Slate",
                                "carnet.fallback.engines.session.Slate.host", "old.example.com"))
                        .fallback())
                .contains("Slate");
        CarnetConfig old = CarnetConfig.builder().session("Slate").build();
        assertThat(CarnetConfig.builder()
                        .session("Memory")
                        .fallback(old)
                        .build()
                        .fallback())
                .contains("Slate");
    }

    /** Dancer 1 kept an engine's settings at the top level; so may a block that was cut out of such a file. */
    @Test
    void a_block_has_the_grammar_of_a_file() {
        assertThat(Reading.yaml("session: Memory\nfallback:\n  session: Slate\n  slate_port: 1\n")
                        .fallback())
                .contains("Slate");
    }

    @Test
    void faults_of_the_block_are_told_with_their_places() {
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slaet\n"))
                .contains("line 3, fallback.session")
                .contains("did you mean Slate?");
        assertThat(Reading.faultOf(BLOCK + "        prot: 1\n"))
                .contains("line 10, fallback.engines.session.Slate.prot")
                .contains("did you mean port?");
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  engines: {}\n"))
                .contains("line 2, fallback")
                .contains("no session store is selected");
        assertThat(Reading.faultOf("session: Memory\nfallback: Slate\n"))
                .contains("line 2, fallback")
                .contains("a group of keys");
        assertThat(Reading.faultOf("session: Memory\nfalback:\n  session: Slate\n"))
                .contains("did you mean fallback?");
        assertThat(Reading.faultOf(() ->
                        Reading.properties(Map.of("carnet.session", "Memory", "carnet.fallback.session", "Slaet"))))
                .contains("carnet.fallback.session")
                .contains("did you mean Slate?");
    }

    @Test
    void a_setting_of_the_old_store_beside_its_section_is_refused() {
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slate\n  port: 1\n"))
                .contains("line 4, fallback.port")
                .contains("this setting belongs under fallback.engines.session.Slate");
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slate\n  fades_aftr: 1 hour\n"))
                .contains("line 4, fallback.fades_aftr")
                .contains("did you mean fades_after? It belongs under fallback.engines.session.Slate");
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slate\n  prot: 1\n"))
                .contains("did you mean port? It belongs under");
        assertThat(Reading.yaml("session: Memory\nfallback:\n  session: Slate\n  appname: shop\n")
                        .ignoredKeys())
                .containsExactly("fallback.appname");
    }

    @Test
    void the_sessions_own_settings_are_not_the_blocks() {
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slate\n  session_duration: 1 hour\n"))
                .contains("line 4, fallback.session_duration")
                .contains("at the top level");
        assertThat(Reading.faultOf(BLOCK + "        cookie_name: sid\n"))
                .contains("line 10")
                .contains("at the top level");
        assertThat(Reading.faultOf("session: Memory\nfallback:\n  session: Slate\n  fallback:\n    session: Memory\n"))
                .contains("fallback.fallback")
                .contains("cannot have another fallback");
    }
}
