package dev.carnet.benchmarks.contenders;

import dev.carnet.testservers.RedisServer;
import java.util.Objects;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** A server with a client to ask it about itself. */
final class RedisDoor implements AutoCloseable {
    private final RedisServer server;
    private final RedisClient client;

    /**
     * @param server closed with it
     */
    RedisDoor(RedisServer server) {
        this.server = server;
        client = RedisClient.create(address());
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", server.port());
    }

    String setting(String name) {
        return Objects.requireNonNull(client.configGet(name).get(name), name);
    }

    /** What it says about itself. */
    String info(String section, String name) {
        return client.info(section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /**
     * How often it read from a connection, this question included: which is how often it was asked, for nobody sends a
     * command before the last one is answered. Its count of commands would have those in it that a script gives.
     */
    long reads() {
        return Long.parseLong(info("stats", "total_reads_processed"));
    }

    /** Bytes of all keys with their values, as the server reckons them. */
    long bytes() {
        long sum = 0;
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> some = client.scan(cursor);
            for (String key : some.getResult()) {
                // Null of a key that has expired meanwhile; zero samples are all elements.
                sum += Objects.requireNonNullElse(client.memoryUsage(key, 0), 0L);
            }
            cursor = some.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return sum;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
