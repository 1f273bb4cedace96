package dev.carnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void session_options_are_checked() {
        assertThat(SessionOptions.DEFAULTS.maxIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SessionOptions.builder().maxIdle(Duration.ZERO).build())
                .withMessage("maxIdle must be at least PT1S, not PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionOptions.builder().sweepBatch(0).build());
    }

    @Test
    void a_digest_of_an_id_that_others_look_for_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SessionOptions.builder().idFormat(SessionIdFormat.HEX).build())
                .withMessageContaining("hashIds");
    }

    @Test
    void allowed_types_have_one_name_each() {
        AllowedTypes types = AllowedTypes.of(Instant.class).and("Cart", Duration.class);

        assertThat(types.byName("Cart")).contains(Duration.class);
        assertThat(types.byName("java.lang.Runtime")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> types.and("Cart", String.class));
        assertThatIllegalArgumentException().isThrownBy(() -> types.and("a b", String.class));
    }

    @Test
    void an_id_is_well_formed_or_none() {
        assertThat(SessionId.parse("711864305470768761336863504074567937")).isPresent();
        assertThat(SessionId.parse("s.AbCdEfGhIjKlMnOpQrStUv")).isEmpty();
        assertThat(SessionId.parse("a".repeat(15))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionId.of("not an id at all"))
                .withMessageNotContaining("not an id at all");
    }

    @Test
    void letters_digits_and_three_signs_may_stand_in_an_id_anywhere() {
        for (char c = 0; c < 0x180; c++) {
            boolean allowed = String.valueOf(c).matches("[A-Za-z0-9_~-]");
            assertThat(SessionId.parse(c + "a".repeat(39)).isPresent()).isEqualTo(allowed);
            assertThat(SessionId.parse("a".repeat(15) + c).isPresent()).isEqualTo(allowed);
        }
        assertThat(SessionId.parse("a".repeat(128))).isPresent();
        assertThat(SessionId.parse("a".repeat(129))).isEmpty();
    }
}
