package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An engine's own name for how long a session lives without an access. */
class IdleSettingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void its_default_goes_before_the_sessions_own() {
        assertThat(idle("session: Slate")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void it_sets_the_idle_time() {
        assertThat(idle("session: Slate\nslate_fades_after: 1 hour")).isEqualTo(HOUR);
        assertThat(idle("session: Slate\nengines: {session: {Slate: {fades_after: 3600}}}"))
                .isEqualTo(HOUR);
    }

    @Test
    void the_sessions_own_key_goes_before_its_default() {
        assertThat(idle("session: Slate\nsession_duration: 1 hour")).isEqualTo(HOUR);
    }

    @Test
    void both_may_say_the_same() {
        assertThat(idle("session: Slate\nsession_duration: 1 hour\nslate_fades_after: 3600"))
                .isEqualTo(HOUR);
    }

    @Test
    void both_with_different_values_are_a_fault() {
        assertThat(Reading.faultOf("session: Slate\nsession_duration: 1 hour\nslate_fades_after: 2 hours"))
                .isEqualTo("carnet.yml line 3, slate_fades_after: this is the store's name for session_duration,"
                        + " which has another value in carnet.yml line 2, session_duration; keep one of them");
    }

    @Test
    void options_from_code_go_before_its_default_but_not_before_its_value() {
        SessionOptions options = SessionOptions.builder().maxIdle(HOUR).build();

        assertThat(CarnetConfig.builder()
                        .session("Slate")
                        .options(options)
                        .build()
                        .options())
                .isEqualTo(options);
        assertThat(CarnetConfig.builder()
                        .session("Slate")
                        .options(options)
                        .set("fades_after", "2 hours")
                        .build()
                        .options()
                        .maxIdle())
                .isEqualTo(Duration.ofHours(2));
    }

    private static Duration idle(String yaml) {
        return Reading.yaml(yaml).options().maxIdle();
    }
}
