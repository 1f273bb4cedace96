package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.carnet.config.CookieOptions.SameSite;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CookieOptionsTest {
    @Test
    void cookie_options_that_browsers_refuse_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CookieOptions.builder().sameSite(SameSite.NONE).build())
                .withMessage("SameSite=None requires a secure cookie");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookieOptions.builder().partitioned(true).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CookieOptions.builder().name("__SECURE-s").secure(false).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookieOptions.builder()
                        .name("__hOsT-s")
                        .secure(true)
                        .domain("example.com")
                        .build())
                .withMessage("a __Host- cookie must be secure, with path / and without a domain");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookieOptions.builder().name("a b").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookieOptions.builder().path("/; Secure").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CookieOptions.builder().maxAge(Duration.ofDays(401)).build());
    }
}
