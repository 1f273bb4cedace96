package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CookieOptions;
import org.junit.jupiter.api.Test;

class CookieSessionIdResolverTest {
    @Test
    void a_name_leaves_room_for_the_longest_id_in_the_bytes_browsers_take() {
        assertThatCode(() -> named("n".repeat(4096 - 128))).doesNotThrowAnyException();
        assertThatThrownBy(() -> named("n".repeat(4096 - 127)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 3968 characters");
    }

    @Test
    void path_and_domain_are_no_longer_than_browsers_take() {
        assertThatCode(() -> at("/".repeat(1024), "d".repeat(1024))).doesNotThrowAnyException();
        assertThatThrownBy(() -> at("/".repeat(1025), "d")).hasMessageContaining("1024");
        assertThatThrownBy(() -> at("/", "d".repeat(1025))).hasMessageContaining("1024");
    }

    private static CookieSessionIdResolver named(String name) {
        return new CookieSessionIdResolver(CookieOptions.builder().name(name).build());
    }

    private static CookieSessionIdResolver at(String path, String domain) {
        return new CookieSessionIdResolver(
                CookieOptions.builder().path(path).domain(domain).build());
    }
}
