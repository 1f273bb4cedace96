package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure of Hazelcast's means to the engine. */
class ClusterFailuresTest {
    private final ClusterFailures failures = new ClusterFailures("web");

    private Runnable failing(RuntimeException e) {
        return () -> failures.call("it failed", () -> {
            throw e;
        });
    }

    /** The engine looks whether it is there. */
    @Test
    void of_a_write_that_no_backup_confirmed_nobody_knows_whether_it_was_carried_out() {
        assertThatExceptionOfType(UnconfirmedWriteException.class)
                .isThrownBy(failing(new IndeterminateOperationStateException("no backup"))::run)
                .matches(e -> !e.isCarriedOut());
    }

    @Test
    void without_any_connection_the_store_is_unreachable() {
        for (RuntimeException each : new RuntimeException[] {
            new HazelcastClientOfflineException(),
            new HazelcastInstanceNotActiveException(),
            new HazelcastClientNotActiveException("shut down")
        }) {
            assertThatThrownBy(failing(each)::run).isInstanceOf(StoreUnreachableException.class);
        }
    }

    @Test
    void what_a_cluster_answers_and_the_silence_of_one_member_is_no_outage_of_all() {
        for (RuntimeException each : new RuntimeException[] {
            new OperationTimeoutException("no answer"), new SplitBrainProtectionException("too few")
        }) {
            assertThatThrownBy(failing(each)::run).isExactlyInstanceOf(SessionStoreException.class);
        }
    }

    @Test
    void a_message_says_what_to_do() {
        for (RuntimeException each : new RuntimeException[] {
            new IndeterminateOperationStateException("no backup"),
            new HazelcastClientOfflineException(),
            new OperationTimeoutException("no answer"),
            new SplitBrainProtectionException("too few"),
            new TargetDisconnectedException("the connection was closed"),
            new HazelcastException("something else")
        }) {
            assertThatThrownBy(failing(each)::run)
                    .message()
                    .startsWith("Hazelcast: map 'web': it failed: ")
                    .containsAnyOf("; check ", "; find out ", "; read ");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "5, 5000", "30, 30000"})
    void a_silent_member_is_found_within_the_timeout(int seconds, String heartbeat) {
        ClientConfig config = ClientConfigs.of(Settings.builder(String::valueOf)
                .set(HazelcastSettings.TIMEOUT, Duration.ofSeconds(seconds))
                .build());

        assertThat(config.getProperty("hazelcast.client.heartbeat.interval")).isEqualTo("1000");
        assertThat(config.getProperty("hazelcast.client.heartbeat.timeout")).isEqualTo(heartbeat);
        assertThat(config.getProperty("hazelcast.client.invocation.timeout.seconds"))
                .isEqualTo(String.valueOf(seconds));
        assertThat(config.getProperty("hazelcast.client.operation.fail.on.indeterminate.state"))
                .isEqualTo("true");
    }
}
