package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** What a walk through the sessions of Perl's engine for Redis costs grows no faster than their number. */
class SharedRedisGrowthTest {
    private static final int FEW = 1000;
    private static final int MANY = 10_000;
    private static final int PAGE = 100;

    private final RedisServer server = RedisServer.start(TestServers.directory());
    private final RedisClient client = RedisClient.builder()
            .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
            .build();
    private final RawRecords records = new RedisRecords(client, client::close);

    @AfterEach
    void close() {
        records.close();
        server.close();
    }

    /** Walks through so many sessions after the server's statistics were reset. */
    private void walkThrough(int sessions) throws IOException {
        client.flushAll();
        Set<SessionKey> given = new HashSet<>();
        while (given.size() < sessions) {
            SessionKey key = Records.key();
            records.insert(key, "content", SessionHeader.NEVER);
            given.add(key);
        }
        server.command("CONFIG RESETSTAT");
        assertThat(RecordPages.keys(records, PAGE)).isEqualTo(given);
    }

    private long number(String section, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(server.command("INFO " + section))
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElse(0L);
    }

    @Test
    void the_names_are_walked_through_once() throws IOException {
        walkThrough(FEW);
        long few = number("commandstats", "cmdstat_scan:calls=(\\d+)");
        walkThrough(MANY);

        assertThat(number("commandstats", "cmdstat_scan:calls=(\\d+)"))
                .isPositive()
                .isLessThan(12 * few);
    }

    @Test
    void a_pages_records_come_in_few_round_trips() throws IOException {
        walkThrough(FEW);

        assertThat(number("stats", "total_reads_processed:(\\d+)")).isPositive().isLessThan(FEW / 4);
    }
}
