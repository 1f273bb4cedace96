package dev.carnet.console;

import dev.carnet.error.SessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the store's figures again and again, on one thread, for as long as somebody looks at them. What takes the store long is
 * asked more rarely, so that the console takes at most a fifth of one connection's time. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration SURVEY_INTERVAL = Duration.ofMinutes(1);
    /** Nobody has looked for so long: then nothing is asked. */
    private static final Duration UNWATCHED = Duration.ofMinutes(2);

    private static final Duration FIRST_ANSWER = Duration.ofMillis(300);
    private static final Duration ACTIVE = Duration.ofMinutes(1);
    /** A count that takes longer is not asked again for a while; the sample tells about it. */
    private static final Duration TOO_LONG = Duration.ofSeconds(2);

    private static final Duration REST = Duration.ofMinutes(5);
    /** An hour's worth. */
    private static final int KEPT = 720;

    private static final int PAUSE = 4;

    private final ConsoleStore console;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Watch::thread);
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile @Nullable Survey survey;
    private volatile Instant lookedAt = Instant.MIN;
    private Instant surveyDue = Instant.MIN;
    private boolean running;
    private Instant activeDue = Instant.MIN;

    Watch(ConsoleStore console) {
        this.console = console;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "carnet-console-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Somebody looks: figures are read from now on. Waits a moment for the first ones. */
    void looked() {
        lookedAt = console.now();
        begin();
        try {
            boolean unused = first.await(FIRST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        if (!running) {
            running = true;
            schedule(Duration.ZERO);
        }
    }

    private void schedule(Duration pause) {
        try {
            var unused = thread.schedule(this::read, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The console is closed; its figures are no longer read");
        }
    }

    private void read() {
        long begin = System.nanoTime();
        Duration took = Duration.ZERO;
        try {
            add(reading());
            first.countDown();
            took = Duration.ofNanos(System.nanoTime() - begin);
            if (survey == null || !console.now().isBefore(surveyDue)) {
                surveyNow();
            }
        } catch (RuntimeException e) {
            LOG.warn("The console could not read the store's figures", e);
        }
        first.countDown();
        if (goesOn()) {
            Duration pause = took.multipliedBy(PAUSE);
            schedule(pause.compareTo(INTERVAL) > 0 ? pause : INTERVAL);
        }
    }

    private synchronized boolean goesOn() {
        running = console.since(lookedAt).compareTo(UNWATCHED) < 0;
        return running;
    }

    private void surveyNow() {
        try {
            survey = Survey.of(console);
        } catch (SessionException e) {
            LOG.debug("The store does not answer; the last sample is kept", e);
        }
        surveyDue = console.now().plus(SURVEY_INTERVAL);
    }

    private Reading reading() {
        Instant now = console.now();
        try {
            Timed<?> read = timed(() -> console.store().find(new SessionKey(absentKey())));
            Long live = console.sessions().countLive();
            Long expired = console.store().traits().nativeExpiry()
                    ? null
                    : (Long) console.sessions().count(console.sessions().expired(SessionQuery.ALL));
            return new Reading(now, live, active(now), expired, read.millis(), null);
        } catch (SessionException e) {
            return new Reading(now, null, null, null, null, Printable.line(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Long active(Instant now) {
        if (now.isBefore(activeDue)) {
            return null;
        }
        SessionQuery query = console.sessions().live(SessionQuery.ALL.accessedSince(now.minus(ACTIVE)));
        Timed<Long> counted = timed(() -> console.sessions().count(query));
        if (counted.millis() > TOO_LONG.toMillis()) {
            activeDue = now.plus(REST);
        }
        return counted.value();
    }

    /** One of the application's scope that nothing is stored under. */
    private String absentKey() {
        String prefix = console.options().keyPrefix();
        String random = RandomText.next() + RandomText.next();
        return prefix + random.substring(0, 40 - prefix.length());
    }

    private record Timed<T>(T value, double millis) {}

    private static <T> Timed<T> timed(Callable<T> question) {
        long begin = System.nanoTime();
        try {
            T value = question.call();
            return new Timed<>(value, (System.nanoTime() - begin) / 1e6);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a store throws no checked exception", e);
        }
    }

    private synchronized void add(Reading reading) {
        readings.addLast(reading);
        if (readings.size() > KEPT) {
            readings.removeFirst();
        }
    }

    /** All that are kept, the oldest first. */
    synchronized List<Reading> readings() {
        return new ArrayList<>(readings);
    }

    synchronized Optional<Reading> latest() {
        return Optional.ofNullable(readings.peekLast());
    }

    Optional<Survey> survey() {
        return Optional.ofNullable(survey);
    }

    /** How many live sessions there were when the store was last asked; 0 if it was not. */
    synchronized long live() {
        long live = 0;
        for (Reading each : readings) {
            Long counted = each.live();
            live = counted == null ? live : counted;
        }
        return live;
    }

    /** Reads no more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
