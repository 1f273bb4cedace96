package dev.carnet.architecture.waits;

import com.mongodb.client.MongoClient;
import dev.carnet.SessionEngine;
import dev.carnet.testservers.MongoDbServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import redis.clients.jedis.RedisClient;

/** Takes every connection of a pool. */
final class Exhausted {
    private static final int REDIS_POOL = 16;

    private Exhausted() {}

    static void redis(SessionEngine engine) {
        RedisClient client = engine.store().unwrap(RedisClient.class).orElseThrow();
        for (int i = 0; i < REDIS_POOL; i++) {
            var unused = client.getPool().getResource();
        }
    }

    /** Its server answers {@code ping} when the measurement is over. */
    static void mongo(MongoDbServer server, SessionEngine engine) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(2);
        server.refuseAlways(
                command -> {
                    if (command.containsKey("ping")) {
                        taken.countDown();
                        try {
                            TimeUnit.MINUTES.sleep(2);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return false;
                },
                1,
                "",
                "");
        MongoClient client = engine.store().unwrap(MongoClient.class).orElseThrow();
        for (int i = 0; i < 2; i++) {
            new Thread(() -> client.getDatabase("waits").runCommand(new Document("ping", 1))).start();
        }
        taken.await();
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
