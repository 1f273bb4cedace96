package dev.carnet.dancer.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.Mutation;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.carried.CarriedSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies that Perl made are read to what they hold with the right secret, and to nothing without it. */
class DancerCookiesTest {
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 1_000_000 : 5_000;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final DancerCookies COOKIES = new DancerCookies("this random key IS NOT very random", null);

    private static String cookie(String name) {
        try {
            return Files.readAllLines(Fixtures.path("../dancer-cookies.txt"), StandardCharsets.US_ASCII).stream()
                    .filter(each -> each.startsWith(name + " "))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void both_versions_are_read(String version) {
        CarriedSession session = COOKIES.read(cookie(version), NOW).orElseThrow();

        assertThat(session.values())
                .isEqualTo(
                        Map.of("user", "bob", "list", Arrays.asList(1, "two", null, Map.of("deep", "x")), "caf", "é"));
        assertThat(session.unreadable()).isEmpty();
        assertThat(session.noteUntil()).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(session.secret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(COOKIES.read(cookie(version), NOW).orElseThrow().secret()).isEqualTo(session.secret());
    }

    @Test
    void a_large_one_is_compressed() {
        assertThat(COOKIES.read(cookie("large"), NOW).orElseThrow().values())
                .containsEntry("text", "lorem ipsum ".repeat(200));
    }

    @Test
    void what_cannot_be_plain_data_is_told_and_the_rest_is_read() {
        CarriedSession session = COOKIES.read(cookie("re"), NOW).orElseThrow();

        assertThat(session.values()).containsEntry("user", "bob").containsEntry("bad", List.of());
        assertThat(session.unreadable()).containsEntry("self", "Dancer's cookie holds a value that holds itself");
    }

    @Test
    void what_is_no_session_is_told_without_what_it_holds() {
        assertThatThrownBy(() -> COOKIES.read(cookie("list"), NOW))
                .isInstanceOf(UnreadableSessionException.class)
                .hasMessage("a cookie of Dancer's is genuine, but cannot be read: what it holds is no hash");
    }

    @Test
    void another_secret_reads_nothing() {
        assertThat(new DancerCookies("this random key IS NOT very secret", null).read(cookie("v2"), NOW))
                .isEmpty();
        assertThat(new DancerCookies("another", null).read(cookie("v1"), NOW)).isEmpty();
    }

    @Test
    void a_cookie_ends_when_it_says_and_when_the_configuration_says() {
        assertThat(COOKIES.read(cookie("v2"), Instant.parse("2100-01-02T00:00:00Z")))
                .isEmpty();
        assertThat(COOKIES.read(cookie("old"), NOW)).isEmpty();
        assertThat(COOKIES.read(cookie("never"), NOW))
                .as("without an end of its own, nor of the configuration's")
                .isEmpty();

        DancerCookies ending = new DancerCookies("this random key IS NOT very random", NOW);
        assertThat(ending.read(cookie("never"), NOW.minusSeconds(1))
                        .orElseThrow()
                        .noteUntil())
                .as("somebody may set valid_until to a later day")
                .isEqualTo(NOW.plus(Duration.ofDays(400)));
        assertThat(ending.read(cookie("v2"), NOW.minusSeconds(1)).orElseThrow().noteUntil())
                .as("its own end stays what it is")
                .isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(ending.read(cookie("never"), NOW.plusSeconds(1))).isEmpty();
        assertThat(ending.read(cookie("v2"), NOW.plusSeconds(1))).isEmpty();
    }

    /** Perl's YAML gives characters, or the bytes of the file. */
    @Test
    void a_secret_may_have_other_letters() {
        assertThat(new DancerCookies("café schön lang genug", null).read(cookie("latin1"), NOW))
                .isPresent();
    }

    @Test
    void a_changed_cookie_is_none() {
        List<String> cookies = List.of(cookie("v1"), cookie("v2"), cookie("large"), cookie("never"));
        Random random = new Random(20261130);
        DancerCookies ending =
                new DancerCookies("this random key IS NOT very random", Instant.parse("2101-01-01T00:00:00Z"));

        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(10), () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                String cookie = cookies.get(random.nextInt(cookies.size()));
                byte[] bytes = Mutation.of(cookie.getBytes(StandardCharsets.ISO_8859_1), random, 0x80);
                String changed = new String(bytes, StandardCharsets.ISO_8859_1);
                if (!changed.equals(cookie)) {
                    assertThat(ending.read(changed, NOW)).as(changed).isEmpty();
                }
            }
        });
    }
}
