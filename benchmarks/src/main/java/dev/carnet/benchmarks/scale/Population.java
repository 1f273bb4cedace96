package dev.carnet.benchmarks.scale;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Sessions of two short attributes: a tenth of them, at most 10,000, of one user, the others of a user each; one in a hundred
 * expires before the others.
 */
final class Population {
    /** The user with many. */
    static final String ROBOT = "robot";

    private static final int AT_ONCE = 1000;
    private static final int MOST_OF_ROBOT = 10_000;
    private static final int TENTH = 10;

    /** One in so many expires before the others. */
    private static final int ONE_IN_EARLY = 100;

    private static final int KEY_BYTES = 30;
    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofDays(7);

    private final SecureRandom random = new SecureRandom();
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final int size;
    private final int oneInEarly;
    private String handle = "";

    private Population(int size, int oneInEarly) {
        this.size = size;
        this.oneInEarly = oneInEarly;
    }

    /**
     * Puts them into an empty store.
     *
     * @param progress is told again and again how many are there
     */
    static Population into(SessionStore store, int size, IntConsumer progress) {
        return into(store, size, ONE_IN_EARLY, progress);
    }

    static Population into(SessionStore store, int size, int oneInEarly, IntConsumer progress) {
        Population population = new Population(size, oneInEarly);
        SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
        Session drawn = engine.newSession();
        drawn.put("name", "ada lovelace");
        drawn.put("seen", 42);
        engine.flush(drawn);
        SessionRecord model = engine.sessions().stored(drawn).orElseThrow();
        engine.destroy(drawn);
        population.fill(store, model, progress);
        return population;
    }

    private void fill(SessionStore store, SessionRecord model, IntConsumer progress) {
        for (int from = 0; from < size; from += AT_ONCE) {
            List<SessionRecord> some = new ArrayList<>();
            for (int i = from; i < Math.min(from + AT_ONCE, size); i++) {
                some.add(copy(model, i));
            }
            if (store.createAll(some).size() != some.size()) {
                throw new IllegalStateException("a drawn key is taken");
            }
            handle = some.get(some.size() - 1).header().handle();
            progress.accept(Math.min(from + AT_ONCE, size));
        }
    }

    private SessionRecord copy(SessionRecord model, int number) {
        SessionHeader header = model.header();
        SessionHeader copy = new SessionHeader(
                new SessionKey(drawn()),
                header.hashed(),
                "s." + drawn().substring(0, 22),
                header.version(),
                header.createdAt(),
                header.lastAccessedAt(),
                header.maxIdle(),
                header.endsAt(),
                begin.plus(number % oneInEarly == 1 ? SOON : LATE),
                number < ofRobot() ? ROBOT : "user" + number,
                header.size());
        return new SessionRecord(copy, model.attributes());
    }

    private String drawn() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    int size() {
        return size;
    }

    int ofRobot() {
        return Math.min(size / TENTH, MOST_OF_ROBOT);
    }

    /** How many expire before the others. */
    int early() {
        return early(size);
    }

    /** How many of the robot's do. */
    int earlyOfRobot() {
        return early(ofRobot());
    }

    private int early(int numbers) {
        return (numbers - 2 + oneInEarly) / oneInEarly;
    }

    /** When nothing has expired. */
    Instant begin() {
        return begin;
    }

    /** When some have expired. */
    Instant later() {
        return begin.plus(SOON.multipliedBy(2));
    }

    /** Of a session that is not the robot's. */
    String handle() {
        return handle;
    }
}
