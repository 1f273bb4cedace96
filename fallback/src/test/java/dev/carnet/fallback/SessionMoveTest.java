package dev.carnet.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import dev.carnet.testkit.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All sessions of a store go to another one; a move may break off anywhere. */
class SessionMoveTest {
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    private final MemorySessionStore main = new MemorySessionStore();
    private final MemorySessionStore old = new MemorySessionStore();
    private final FaultyStore.Line line = new FaultyStore.Line();
    private final List<SessionRecord> sessions = new ArrayList<>();
    private final Notes notes = new Notes();

    /** What a watcher has been told. */
    private static final class Notes implements SessionMove.Watcher {
        private List<SessionKey> atHand = List.of();
        private int seen;
        private int tries;
        private int triesLeft;
        private int most = Integer.MAX_VALUE;
        private boolean abandons;
        private final List<String> stayed = new ArrayList<>();

        @Override
        public void begins(List<SessionKey> keys) {
            atHand = keys;
        }

        @Override
        public synchronized void moved() {
            seen++;
        }

        @Override
        public synchronized boolean goesOn() {
            return seen < most;
        }

        @Override
        public boolean triesAgain(SessionStoreException failure) {
            tries++;
            return triesLeft-- > 0;
        }

        @Override
        public boolean abandons() {
            return abandons;
        }

        @Override
        public synchronized void stays(@Nullable String handle, String why) {
            stayed.add(handle + ": " + why);
        }
    }

    private void store(int count) {
        for (int i = 0; i < count; i++) {
            SessionRecord session = Records.record(NOW, "user" + i, Map.of("n", String.valueOf(i)));
            sessions.add(session);
            old.create(session);
        }
    }

    private SessionMove move(SessionStore to, SessionStore from) {
        return new SessionMove(to, from, same -> same);
    }

    private SessionMove.Report run(SessionMove move) {
        return move.run(4, NOW, notes);
    }

    private static long count(SessionStore store) {
        return store.count(SessionQuery.ALL);
    }

    private void assertThatAllHaveArrived() {
        assertThat(count(main)).isEqualTo(sessions.size());
        assertThat(sessions).allSatisfy(each -> {
            SessionRecord arrived = main.find(each.header().key()).orElseThrow();
            assertThat(arrived.attributes()).isEqualTo(each.attributes());
            assertThat(arrived.header().handle()).isEqualTo(each.header().handle());
            assertThat(arrived.header().principal()).isEqualTo(each.header().principal());
            assertThat(arrived.header().createdAt()).isEqualTo(each.header().createdAt());
            assertThat(arrived.header().expiresAt()).isEqualTo(each.header().expiresAt());
        });
        assertThat(count(old)).isZero();
    }

    @Test
    void every_session_is_in_the_new_store_and_in_none_other() {
        store(1203);

        SessionMove.Report report = run(move(main, old));

        assertThat(report).isEqualTo(new SessionMove.Report(1203, 0, 0, 0, 0, 0, 0, true));
        assertThat(notes.seen).isEqualTo(1203);
        assertThatAllHaveArrived();
        assertThat(run(move(main, old)).moved()).isZero();
    }

    /** At each call of each store, carried out or not: the next move, which knows what was at hand, brings all over. */
    @Test
    void a_move_that_breaks_off_anywhere_is_gone_on_with() {
        for (boolean carriedOut : new boolean[] {false, true}) {
            for (int answered = 0; answered < 40; answered++) {
                main.deleteAll(
                        sessions.stream().map(each -> each.header().key()).toList());
                sessions.clear();
                store(6);
                line.cutAfter(answered, carriedOut);
                SessionMove faulty = move(new FaultyStore(main, line), new FaultyStore(old, line));
                try {
                    faulty.run(1, NOW, notes);
                } catch (StoreUnreachableException broken) {
                    assertThat(count(old) + count(main)).isGreaterThanOrEqualTo(sessions.size());
                }

                SessionMove next = move(main, old);
                assertThat(next.complete(notes.atHand, notes)).isZero();
                run(next);

                assertThatAllHaveArrived();
            }
        }
    }

    /** At each call of each store, carried out or not. */
    @Test
    void what_was_not_answered_is_tried_again_if_the_watcher_says_so() {
        for (boolean carriedOut : new boolean[] {false, true}) {
            for (int answered = 0; answered < 40; answered++) {
                main.deleteAll(
                        sessions.stream().map(each -> each.header().key()).toList());
                sessions.clear();
                store(6);
                line.cutAfter(answered, carriedOut);
                SessionMove faulty = move(new FaultyStore(main, line), new FaultyStore(old, line));
                List<String> told = new ArrayList<>();

                SessionMove.Report report = faulty.run(1, NOW, new SessionMove.Watcher() {
                    @Override
                    public boolean triesAgain(SessionStoreException unanswered) {
                        told.add(String.valueOf(unanswered.getMessage()));
                        return true;
                    }
                });

                assertThat(told).hasSizeLessThan(2);
                assertThat(report).isEqualTo(new SessionMove.Report(6, 0, 0, 0, 0, 0, 0, true));
                assertThatAllHaveArrived();
            }
        }
    }

    @Test
    void a_move_stops_when_it_is_told_to_and_says_that_there_is_more() {
        store(1203);
        notes.most = 1;

        assertThat(run(move(main, old)).whole()).isFalse();
        long arrived = count(main);
        assertThat(arrived).as("those at hand on each thread").isBetween(1L, 4L);

        notes.most = Integer.MAX_VALUE;
        assertThat(run(move(main, old)).moved()).isEqualTo(1203 - arrived);
        assertThatAllHaveArrived();
    }

    /** Redis on a busy machine refuses a write that arrives after its deadline; such an error is no silence. */
    @Test
    void a_failure_that_time_may_mend_is_tried_again() {
        store(20);
        notes.triesLeft = 100;
        AtomicInteger refusals = new AtomicInteger(3);
        SessionStore busy = new ForwardingSessionStore(main) {
            @Override
            public boolean create(SessionRecord session) {
                if (refusals.getAndDecrement() > 0) {
                    throw new SessionStoreException("the write came too late and was refused", null);
                }
                return super.create(session);
            }
        };

        assertThat(run(move(busy, old)).moved()).isEqualTo(20);
        assertThatAllHaveArrived();
    }

    @Test
    void a_store_that_is_silent_is_not_asked_for_each_session() {
        store(300);
        FaultyStore silent = new FaultyStore(main, line);
        silent.isDown = true;
        AtomicInteger calls = new AtomicInteger();
        SessionStore counted = new ForwardingSessionStore(silent) {
            @Override
            public boolean create(SessionRecord session) {
                calls.incrementAndGet();
                return super.create(session);
            }
        };

        assertThatThrownBy(() -> run(move(counted, old))).isInstanceOf(StoreUnreachableException.class);

        assertThat(calls.get()).as("one for each thread").isBetween(1, 4);
        assertThat(notes.tries).isOne();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(30)
    void a_call_that_is_not_answered_can_be_abandoned_and_the_next_move_completes_it() throws Exception {
        store(40);
        notes.abandons = true;
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(4);
        SessionStore silent = new ForwardingSessionStore(main) {
            @Override
            public boolean create(SessionRecord session) {
                awaited(answers);
                left.countDown();
                throw new StoreUnreachableException("no answer", null);
            }
        };

        assertThatThrownBy(() -> run(move(silent, old)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no longer waits");
        assertThat(notes.tries).isZero();
        assertThat(left.getCount()).isEqualTo(4);
        answers.countDown();
        left.await();

        notes.abandons = false;
        SessionMove next = move(main, old);
        assertThat(next.complete(notes.atHand, notes)).isZero();
        run(next);
        assertThatAllHaveArrived();
    }

    @Test
    @Timeout(30)
    void a_page_that_does_not_come_can_be_abandoned_too() {
        notes.abandons = true;
        CountDownLatch never = new CountDownLatch(1);
        SessionStore silent = new ForwardingSessionStore(old) {
            @Override
            public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
                awaited(never);
                return super.scan(query, cursor, limit);
            }
        };

        SessionStore closing = new ForwardingSessionStore(silent) {
            @Override
            public void close() {
                awaited(never);
                super.close();
            }
        };
        SessionMove move = move(main, closing);

        assertThatThrownBy(() -> run(move)).hasMessageContaining("no longer waits");
        move.close(); // does not wait either
        never.countDown();
    }

    /** A session's first move fails half done; then its record turns out to be unreadable. */
    @Test
    void an_unreadable_record_of_a_broken_move_ends_neither_the_move_nor_the_next_one() {
        store(40);
        notes.triesLeft = 1;
        SessionKey bad = sessions.get(7).header().key();
        AtomicBoolean isCut = new AtomicBoolean();
        SessionStore cut = new ForwardingSessionStore(main) {
            @Override
            public boolean create(SessionRecord session) {
                if (session.header().key().equals(bad) && isCut.compareAndSet(false, true)) {
                    throw new StoreUnreachableException("no answer", null);
                }
                return super.create(session);
            }
        };
        SessionStore damaged = new ForwardingSessionStore(old) {
            @Override
            public Optional<SessionRecord> find(SessionKey key) {
                if (isCut.get() && key.equals(MovingKeys.of(bad))) {
                    throw new UnreadableSessionException("its bytes are damaged", null);
                }
                return super.find(key);
            }
        };

        SessionMove.Report report = run(move(cut, damaged));

        assertThat(report.moved()).isEqualTo(39);
        assertThat(report.refused()).isOne();
        assertThat(notes.stayed).containsExactly(sessions.get(7).header().handle() + ": its bytes are damaged");
        assertThat(move(cut, damaged).complete(notes.atHand, notes)).isOne();
        assertThat(notes.stayed).last().isEqualTo("null: its bytes are damaged");
    }

    @Test
    void what_has_expired_and_what_others_wrote_stays() {
        store(1);
        old.create(Records.record(Records.key(), NOW, NOW.minusSeconds(1), "ada", Map.of()));
        old.create(Records.foreign(new SessionKey("A".repeat(40)), "{\"user\":\"bob\"}"));

        assertThat(run(move(main, old))).isEqualTo(new SessionMove.Report(1, 0, 1, 1, 0, 0, 0, true));
        assertThat(count(old)).isEqualTo(2);
    }

    /** A store that gives back something else than it was given. */
    @Test
    void what_reads_otherwise_in_the_new_store_stays_in_the_old_one() {
        store(1);
        SessionStore garbling = new ForwardingSessionStore(main) {
            @Override
            public Optional<SessionRecord> find(SessionKey key) {
                return super.find(key)
                        .map(each -> new SessionRecord(
                                each.header(), new Attributes(Map.of("n", Encoded.ofText("\"garbled\"")))));
            }
        };

        assertThatThrownBy(() -> run(move(garbling, old)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("reads differently there; it stays in");
        assertThat(count(main)).isZero();
        assertThat(count(old)).isOne();

        SessionMove next = move(main, old);
        assertThat(next.complete(notes.atHand, notes)).isZero();
        assertThatAllHaveArrived();
    }
}
