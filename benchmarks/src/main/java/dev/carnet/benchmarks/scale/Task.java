package dev.carnet.benchmarks.scale;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked, in this order, of one population after the other. */
enum Task {
    SWEEP_NOTHING("a sweep that finds nothing") {
        @Override
        long of(SessionStore store, Population population) {
            return sweep(store, population.begin());
        }

        @Override
        int expected(Population population) {
            return 0;
        }
    },
    FIRST_PAGE("the first page of 20") {
        @Override
        long of(SessionStore store, Population population) {
            int page = 20;
            return store.scan(SessionQuery.ALL, null, page).sessions().size();
        }

        @Override
        int expected(Population population) {
            return 20;
        }
    },
    SHOW("show by handle") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).find(population.handle()).isPresent() ? 1 : 0;
        }

        @Override
        int expected(Population population) {
            return 1;
        }
    },
    REVOKE("revoke by handle") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).revoke(population.handle()) ? 1 : 0;
        }

        @Override
        int expected(Population population) {
            return 1;
        }
    },
    COUNT("count all") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).count(SessionQuery.ALL);
        }

        @Override
        int expected(Population population) {
            return population.size() - 1;
        }
    },
    COUNT_LIVE("count those that live") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).count(SessionQuery.ALL.liveAt(population.begin()));
        }

        @Override
        int expected(Population population) {
            return population.size() - 1;
        }
    },
    LIST("list all") {
        @Override
        long of(SessionStore store, Population population) {
            long[] seen = {0};
            directory(store).scan(SessionQuery.ALL, each -> ++seen[0] > 0);
            return seen[0];
        }

        @Override
        int expected(Population population) {
            return population.size() - 1;
        }
    },
    FIND_USER("list one user's tenth, at most 10,000") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).ofPrincipal(Population.ROBOT).size();
        }

        @Override
        int expected(Population population) {
            return population.ofRobot();
        }
    },
    SWEEP_SOME("a sweep of 1 %") {
        @Override
        long of(SessionStore store, Population population) {
            return sweep(store, population.later());
        }

        @Override
        int expected(Population population) {
            return population.early();
        }
    },
    REVOKE_USER("revoke that user's") {
        @Override
        long of(SessionStore store, Population population) {
            return directory(store).revokePrincipal(Population.ROBOT, null).sessions();
        }

        /** Some have been swept. */
        @Override
        int expected(Population population) {
            return population.ofRobot() - population.earlyOfRobot();
        }
    };

    private static final int BATCH = 1000;

    private final String title;

    Task(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Does it and gives how many sessions it gave, counted or ended. */
    abstract long of(SessionStore store, Population population);

    /** How many that has to be. */
    abstract int expected(Population population);

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    private static long sweep(SessionStore store, Instant by) {
        long swept = 0;
        @Nullable String cursor = null;
        do {
            SweepBatch batch = store.deleteExpired(SweepQuery.by(by), cursor, BATCH);
            swept += batch.deleted().size();
            cursor = batch.nextCursor();
        } while (cursor != null);
        return swept;
    }
}
