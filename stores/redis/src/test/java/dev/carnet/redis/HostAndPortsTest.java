package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.redis.connection.HostAndPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class HostAndPortsTest {
    @ParameterizedTest
    @CsvSource({
        "redis.example.com:6380, redis.example.com, 6380",
        "localhost, localhost, 6379",
        "' 10.0.0.1:1 ', 10.0.0.1, 1",
        "[::1]:6380, ::1, 6380",
        "[fe80::1%eth0], fe80::1%eth0, 6379"
    })
    void are_read(String text, String host, int port) {
        assertThat(HostAndPorts.parse(text, 6379)).isEqualTo(new HostAndPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":6379",
                "host:",
                "host:0",
                "host:65536",
                "host:x",
                "a b:1",
                "::1",
                "[::1",
                "host:1:2",
                "/tmp/s"
            })
    void that_are_none_are_refused(String text) {
        assertThatThrownBy(() -> HostAndPorts.parse(text, 6379)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void that_could_hold_a_password_are_not_repeated() {
        assertThatThrownBy(() -> HostAndPorts.parse("redis://web:hunter2@host:6379/3", 6379))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("have their own settings");
    }
}
