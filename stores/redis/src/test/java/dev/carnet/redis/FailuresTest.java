package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.redis.connection.LateException;
import dev.carnet.redis.connection.RedisFailures;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class FailuresTest {
    private final RedisFailures failures = new RedisFailures("carnet:");

    private SessionException of(JedisException e) {
        return failures.of("it failed", e);
    }

    @Test
    void what_the_server_repeats_of_a_command_is_cut_off_with_its_cause() {
        SessionException failure = of(new JedisDataException(
                "ERR unknown command 'EVALSHA', with args beginning with: 'da39' '1' 'carnet:SECRET' "));

        assertThat(failure)
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("Redis: it failed: ERR unknown command 'EVALSHA'."
                        + " Carnet needs Redis 5 or newer, with scripts")
                .hasNoCause();
    }

    @Test
    void a_key_is_masked_wherever_it_stands() {
        assertThat(of(new JedisDataException("NOPERM No permissions to access the 'carnet:SECRET' key")))
                .hasMessageContaining("the '[masked]' key")
                .hasNoCause();
        assertThat(new RedisFailures("").of("it failed", new JedisDataException("ERR no " + "x".repeat(40))))
                .hasMessageContaining("ERR no [masked]")
                .hasNoCause();
    }

    @Test
    void what_a_script_says_is_understood_in_the_words_of_older_servers_too() {
        assertThat(of(new JedisDataException("ERR Error running script (call to f_da39): @user_script:1:"
                        + " @user_script: 1: -OOM command not allowed when used memory > 'maxmemory'.")))
                .hasMessageContaining("raise the server's maxmemory");
        JedisException wrongType = new JedisDataException("ERR Error running script (call to f_da39):"
                + " @user_script:1: WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(of(wrongType)).isInstanceOf(UnreadableSessionException.class);
        assertThat(RedisFailures.isReadOnly(new JedisDataException("ERR Error running script (call to f_da39):"
                        + " @user_script:1: @user_script: 1: -READONLY You can't write against a read only replica.")))
                .isTrue();
    }

    @Test
    void a_write_that_came_too_late_has_a_remedy_of_its_own() {
        assertThat(of(new LateException()))
                .hasMessage("Redis: it failed: the write came too late and was refused. Find out what delays the"
                        + " connection or the server, or raise `timeout`");
    }

    @Test
    void a_timeout_is_told_apart_and_its_cause_is_named() {
        JedisException timeout = new JedisConnectionException(new SocketTimeoutException("Read timed out"));

        assertThat(RedisFailures.isTimeout(timeout)).isTrue();
        assertThat(of(timeout)).hasMessageContaining("Read timed out").hasMessageContaining("raise `timeout`");
    }

    @Test
    void silence_is_told_apart_from_an_answer_and_from_an_exhausted_pool() {
        JedisException silence = new JedisConnectionException(new SocketTimeoutException("Read timed out"));
        JedisException exhausted = new JedisException("no resource", new NoSuchElementException("Timeout waiting"));
        JedisException answer = new JedisDataException("OOM command not allowed");

        assertThat(of(silence)).isInstanceOf(StoreUnreachableException.class);
        assertThat(of(exhausted)).isInstanceOf(PoolExhaustedException.class).hasMessageContaining("`pool_size`");
        assertThat(of(answer)).isExactlyInstanceOf(SessionStoreException.class);
        assertThat(new RedisFailures("carnet:", "", false).of("it failed", silence))
                .as("of a Cluster, whose other nodes may answer")
                .isExactlyInstanceOf(SessionStoreException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Unknown reply: H, is not Redis",
        "Unexpected end of stream., whether it is Redis",
        "'All sentinels down, cannot determine where web is running.', whether the Sentinels run"
    })
    void what_is_no_redis_is_called_so(String says, String remedy) {
        assertThat(of(new JedisConnectionException(says))).hasMessageContaining(remedy);
    }

    /** The driver leaves it out where a server is silent. */
    @Test
    void the_server_is_named_once() {
        JedisException timeout = new JedisConnectionException(new SocketTimeoutException("Read timed out"));
        RedisFailures placed = new RedisFailures("carnet:", "the server db1:6379", true);

        assertThat(placed.of("the session could not be read", timeout))
                .hasMessage("Redis: the session could not be read: Read timed out (the server db1:6379). The server did"
                        + " not answer in time: check what keeps it busy, check whether both sides agree on"
                        + " `tls`, or raise `timeout`");
        assertThat(placed.of("the server db1:6379 cannot be used", timeout))
                .hasMessageStartingWith("Redis: the server db1:6379 cannot be used: Read timed out. ");
    }

    @Test
    void an_unknown_host_is_named() {
        JedisException unknown = new JedisConnectionException(
                "Failed to create socket.", new UnknownHostException("db.invalid: Name or service not known"));

        assertThat(of(unknown))
                .hasMessage("Redis: it failed: the host db.invalid is unknown. Correct the name in `server`, `cluster`"
                        + " or `sentinel`, or check whether the name service answers");
    }

    @Test
    void each_cause_is_said_once_without_the_name_of_its_class_and_each_sentence_ends_once() {
        JedisException refused = new JedisConnectionException("Failed to connect to 127.0.0.1:1.");
        refused.addSuppressed(new ConnectException("Connection refused"));
        JedisException cluster = new JedisClusterOperationException("Could not initialize cluster slots cache.");
        cluster.addSuppressed(refused);

        assertThat(of(cluster))
                .hasMessageStartingWith("Redis: it failed: Could not initialize cluster slots cache:"
                        + " Failed to connect to 127.0.0.1:1: Connection refused. Check");
        assertThat(of(new JedisConnectionException(new SocketTimeoutException("Read timed out"))))
                .hasMessageStartingWith("Redis: it failed: Read timed out. The server did not answer");
    }

    @Test
    void what_nobody_has_foreseen_is_told_as_it_is() {
        JedisException strange = new JedisDataException("STRANGE things happen");

        assertThat(of(strange)).hasMessageContaining("STRANGE things happen").hasCause(strange);
        assertThat(of(new JedisException("closed"))).hasMessageContaining("closed. Check whether the server runs");
    }

    @Test
    void an_interruption_is_passed_on() {
        of(new JedisException("interrupted", new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
    }
}
