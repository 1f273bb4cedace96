package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Merging in one session does not hold up another. */
class UnrelatedSessionsTest {
    private static final int STRIPES = 1 << 12;

    private final ProbedStore store = new ProbedStore(new MemorySessionStore());
    private final SessionEngine engine = SessionEngine.builder(store)
            .options(SessionOptions.builder().hashIds(false).sweepInterval(null).build())
            .build();

    /** A session under a key that any usual number of lock stripes would put together with the others made here. */
    private Session stored(int number) {
        SessionId id = IntStream.iterate(number, i -> i + 1)
                .mapToObj(i -> "0123456789abcdef" + i)
                .filter(each -> new SessionKey(each).hashCode() % STRIPES == 0)
                .findFirst()
                .map(SessionId::of)
                .orElseThrow();
        SessionRecord session =
                Records.record(new SessionKey(id.value()), Instant.now(), SessionHeader.NEVER, null, Map.of());
        store.create(new SessionRecord(session.header().withHashed(false), session.attributes()));
        return engine.retrieve(id).orElseThrow();
    }

    /** A write that has to merge, since another one was stored after it had read. */
    private Session conflicting(Session session) {
        Session late = engine.retrieve(session.id()).orElseThrow();
        session.put("first", 1);
        engine.flush(session);
        late.put("late", 1);
        return late;
    }

    @Test
    void a_merge_does_not_wait_for_a_merge_of_another_session() {
        Session busy = conflicting(stored(0));
        Session unrelated = conflicting(stored(1_000_000));
        store.before(
                "find",
                () -> CompletableFuture.runAsync(() -> engine.flush(unrelated)).join());

        engine.flush(busy);

        assertThat(engine.retrieve(busy.id()).orElseThrow().names()).contains("first", "late");
        assertThat(engine.retrieve(unrelated.id()).orElseThrow().names()).contains("first", "late");
    }
}
