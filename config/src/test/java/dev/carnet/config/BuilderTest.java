package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuilderTest {
    @Test
    void code_says_what_files_say_and_hands_in_what_files_cannot_hold() {
        SessionStore store = new MemorySessionStore();
        SessionOptions options =
                SessionOptions.builder().maxIdle(Duration.ofHours(1)).build();
        CookieOptions cookie = CookieOptions.builder().name("id").build();

        CarnetConfig config = CarnetConfig.builder()
                .session("paper")
                .set("shelf", "hall ${NOT_EXPANDED}")
                .set("pages", 12)
                .set("format", PaperProvider.Format.FOLIO)
                .set("authors", List.of("anna", "ben"))
                .set("binding", Map.of("colour", "red"))
                .set("store", store)
                .options(options)
                .cookie(cookie)
                .build();

        assertThat(config.session()).isEqualTo("Paper");
        assertThat(config.options()).isEqualTo(options);
        assertThat(config.cookie()).isEqualTo(cookie);
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall ${NOT_EXPANDED}");
        assertThat(config.settings().get(PaperProvider.PAGES)).isEqualTo(12);
        assertThat(config.settings().get(PaperProvider.FORMAT)).isEqualTo(PaperProvider.Format.FOLIO);
        assertThat(config.settings().get(PaperProvider.AUTHORS)).containsExactly("anna", "ben");
        assertThat(config.settings().get(PaperProvider.BINDING)).isEqualTo(Map.of("colour", "red"));
        assertThat(config.settings().get(PaperProvider.STORE)).isSameAs(store);
        assertThat(config.ignoredKeys()).isEmpty();
    }

    @Test
    void keys_of_the_session_go_before_the_options_given() {
        CarnetConfig config = CarnetConfig.builder()
                .session("Memory")
                .options(SessionOptions.builder()
                        .maxIdle(Duration.ofHours(1))
                        .lifetime(Duration.ofHours(8))
                        .sweepInterval(null)
                        .build())
                .cookie(CookieOptions.builder().name("id").path("/shop").build())
                .set("session_duration", Duration.ofMinutes(5))
                .set("session_name", "other")
                .build();

        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.options().lifetime()).isEqualTo(Duration.ofHours(8));
        assertThat(config.options().sweepInterval()).isNull();
        assertThat(config.cookie().name()).isEqualTo("other");
        assertThat(config.cookie().path()).isEqualTo("/shop");
    }

    @Test
    void faults_are_named_by_the_key_alone() {
        assertThat(Reading.faultOf(() -> CarnetConfig.builder()
                        .session("Paper")
                        .set("rcak", "hall")
                        .set("pages", 0)
                        .set("store", "anna")
                        .build()))
                .isEqualTo("""
                        CarnetConfig.builder() has 3 faults:
                          CarnetConfig.builder(), rcak: there is no such setting; did you mean rack?
                          CarnetConfig.builder(), pages: 0 is out of range; allowed is a whole number from 1 to 1000
                          CarnetConfig.builder(), store: a file cannot hold a SessionStore; allowed is a SessionStore, supplied in code""");
    }

    @Test
    void what_is_missing_is_named_too() {
        assertThat(Reading.faultOf(() -> CarnetConfig.builder().session("Paper").build()))
                .isEqualTo("CarnetConfig.builder(), shelf: this setting is missing; allowed is text");
        assertThat(Reading.faultOf(() -> CarnetConfig.builder().build()))
                .isEqualTo("CarnetConfig.builder(): no session store is selected; add session(NAME) with a store on"
                        + " the class path: Memory, Paper, Slate, Tablet or Wax");
    }
}
