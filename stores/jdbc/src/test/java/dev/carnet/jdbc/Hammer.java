package dev.carnet.jdbc;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Sweeps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One of several processes that write to one file: threads that count up in one shared session, keep sessions of their own
 * beside it, leave expired ones behind and sweep now and then. Any error ends it with a stack trace and code 1.
 */
final class Hammer {
    static final SessionKey SHARED = new SessionKey("shared");

    private final SessionStore store;
    private final String name;
    private final int rounds;
    private int swept;

    private Hammer(SessionStore store, String name, int rounds) {
        this.store = store;
        this.name = name;
        this.rounds = rounds;
    }

    /**
     * Sets the file up, says {@code ready}, waits until its input ends, works, and says how many sessions it swept.
     *
     * @param args the file, a name for this process, how many threads, rounds of each
     */
    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[2]));
        SqlitePlace place = new SqlitePlace(Path.of(args[0])).initialised();
        try (SessionStore store = place.open()) {
            System.out.println("ready");
            System.in.readAllBytes();
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                work.add(new Hammer(store, args[1] + "." + i, Integer.parseInt(args[3]))::strike);
            }
            int swept = 0;
            for (Future<Integer> each : threads.invokeAll(work)) {
                swept += each.get();
            }
            System.out.println(swept);
        } finally {
            threads.shutdown();
        }
    }

    /** A session whose count is 0. */
    static SessionRecord shared() {
        return Given.update(Given.session(SHARED.value(), SessionHeader.NEVER), "n", "0")
                .next();
    }

    private int strike() {
        for (int round = 1; round <= rounds; round++) {
            countUp();
            SessionRecord own = Given.session(name + "." + round, SessionHeader.NEVER);
            SessionKey key = own.header().key();
            require(store.create(own), "created");
            require(store.touch(key, own.header().version(), Given.NOW.plusSeconds(1), SessionHeader.NEVER), "touched");
            require(store.find(key).isPresent(), "found");
            require(store.delete(key, null), "deleted");
            require(store.create(Given.session(name + ".expired." + round, Given.NOW)), "created");
            if (round % 10 == 0) {
                swept += Sweeps.batch(store, Given.NOW, 15).size();
            }
        }
        return swept;
    }

    private void countUp() {
        UpdateResult result;
        do {
            SessionRecord read = store.find(SHARED).orElseThrow();
            int n = Integer.parseInt(read.attributes().get("n").text());
            result = store.update(Given.update(read, "n", String.valueOf(n + 1)));
        } while (result != UpdateResult.SAVED);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("not " + what);
        }
    }
}
