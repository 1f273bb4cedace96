package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.redis.connection.ServerClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private final ServerClock clock = new ServerClock();

    @Test
    void it_is_unknown_until_the_server_has_told_it() {
        assertThat(clock.isKnown()).isFalse();

        clock.learn(5_000, System.nanoTime());

        assertThat(clock.isKnown()).isTrue();
    }

    @Test
    void it_says_what_the_server_has_surely_reached() {
        long before = System.nanoTime();
        clock.learn(List.of("5".getBytes(US_ASCII), "250999".getBytes(US_ASCII)));
        long after = System.nanoTime();

        assertThat(clock.at(before)).isLessThanOrEqualTo(5_250);
        assertThat(clock.at(after)).isGreaterThanOrEqualTo(5_250);
        assertThat(clock.at(after + TimeUnit.SECONDS.toNanos(2)) - clock.at(after))
                .isEqualTo(2_000);
    }
}
