package dev.carnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.ProbedStore;
import dev.carnet.testkit.SettableClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionMetersTest {
    private static final Set<String> ASK_NOTHING = Set.of("traits", "unwrap", "close");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SessionMeters meters = new SessionMeters(registry, List.of(Tag.of("application", "shop")));
    private final SettableClock clock = new SettableClock();
    private final ProbedStore store = new ProbedStore(new MemorySessionStore());
    private final SessionEngine engine = SessionEngine.builder(store)
            .decorate(meters::around)
            .listener(meters)
            .clock(clock)
            .options(SessionOptions.builder()
                    .maxIdle(Duration.ofMinutes(30))
                    .sweepInterval(null)
                    .build())
            .build();

    private long calls(String operation, String outcome) {
        return registry.get("carnet.store")
                .tags("application", "shop", "store", "Memory", "operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    private double count(String name, String... tags) {
        return registry.get(name)
                .tags("application", "shop")
                .tags(tags)
                .counter()
                .count();
    }

    @Test
    void calls_are_timed_by_what_came_of_them() {
        Session session = engine.create();
        session.put("text", "x".repeat(100));
        engine.flush(session);
        engine.retrieve(session.id());
        engine.retrieve(SessionId.of("A".repeat(40)));
        clock.advance(Duration.ofMinutes(5));
        engine.flush(engine.retrieve(session.id()).orElseThrow());
        engine.changeId(session);
        engine.destroy(session);
        store.cutBefore("find");
        assertThatThrownBy(() -> engine.retrieve(SessionId.of("A".repeat(40))))
                .isInstanceOf(SessionStoreException.class);

        assertThat(calls("create", "done")).isEqualTo(1);
        assertThat(calls("update", "done")).isEqualTo(2);
        assertThat(calls("find", "done")).isEqualTo(2);
        assertThat(calls("find", "absent")).isEqualTo(1);
        assertThat(calls("find", "error")).isEqualTo(1);
        assertThat(count("carnet.ids.unknown")).isEqualTo(1);
        assertThat(calls("touch", "done")).isEqualTo(1);
        assertThat(calls("delete", "done")).isEqualTo(1);
        assertThat(registry.get("carnet.store.session.size")
                        .tag("operation", "find")
                        .summary()
                        .max())
                .isGreaterThan(100);
        assertThat(count("carnet.sessions.created")).isEqualTo(1);
        assertThat(count("carnet.sessions.renamed")).isEqualTo(1);
        assertThat(count("carnet.sessions.ended", "reason", "destroyed")).isEqualTo(1);
        assertThat(count("carnet.store.failures", "operation", "find")).isEqualTo(1);
    }

    @Test
    void merges_dropped_writes_and_failed_touches_are_counted() {
        Session session = engine.create();
        Session other = engine.retrieve(session.id()).orElseThrow();
        session.put("a", 1);
        engine.flush(session);
        other.put("b", 2);
        engine.flush(other);
        Session late = engine.retrieve(session.id()).orElseThrow();
        clock.advance(Duration.ofMinutes(5));
        Session read = engine.retrieve(session.id()).orElseThrow();
        store.cutBefore("touch");
        engine.flush(read);
        engine.sessions().revokeAll();
        late.put("c", 3);
        assertThatThrownBy(() -> engine.flush(late)).isInstanceOf(SessionGoneException.class);

        assertThat(calls("update", "conflict")).isEqualTo(1);
        assertThat(calls("update", "absent")).isEqualTo(1);
        assertThat(count("carnet.sessions.merges")).isEqualTo(1);
        assertThat(count("carnet.touches.failed")).isEqualTo(1);
        assertThat(count("carnet.writes.dropped")).isEqualTo(1);
        assertThat(count("carnet.sessions.ended", "reason", "revoked")).isEqualTo(1);
    }

    @Test
    void sweeps_and_outages_show() {
        engine.create();
        engine.create();
        clock.advance(Duration.ofHours(1));
        engine.sweep();
        assertThat(count("carnet.store.swept")).isEqualTo(2);
        assertThat(count("carnet.sessions.ended", "reason", "expired")).isEqualTo(2);
        assertThat(registry.get("carnet.store.unreadable").gauge().value()).isZero();
        assertThat(registry.get("carnet.store.up").gauge().value()).isEqualTo(1);

        store.breakDown();
        assertThatThrownBy(engine::ping).isInstanceOf(SessionStoreException.class);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(engine::ping).isInstanceOf(SessionStoreException.class);
        assertThat(registry.get("carnet.store.up").gauge().value()).isZero();
        assertThat(calls("delete", "unreachable")).isEqualTo(2);

        store.mend();
        clock.advance(Duration.ofSeconds(1));
        engine.ping();
        assertThat(registry.get("carnet.store.up").gauge().value()).isEqualTo(1);
    }

    @Test
    void no_tag_tells_who_somebody_is() {
        Session session = engine.create();
        session.setPrincipal("ada");
        engine.flush(session);
        engine.destroy(session);

        assertThat(registry.getMeters())
                .isNotEmpty()
                .flatExtracting(each -> each.getId().getTags())
                .extracting(Tag::getValue)
                .doesNotContain("ada", session.handle(), session.id().value());
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
    }

    static Stream<Method> questions() {
        return Arrays.stream(SessionStore.class.getMethods())
                .filter(each -> !Modifier.isStatic(each.getModifiers()))
                .filter(each -> !ASK_NOTHING.contains(each.getName()));
    }

    /** A method that is added to the contract and not metered here would be missing in every chart. */
    @ParameterizedTest
    @MethodSource("questions")
    void every_call_of_a_store_is_metered(Method question) {
        SessionStore failing = (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("traits")) {
                        return store.traits();
                    }
                    throw new IllegalStateException("as the test wants it");
                });
        Object[] arguments = Arrays.stream(question.getParameterTypes())
                .map(each -> each == int.class ? (Object) 1 : each == long.class ? (Object) 1L : null)
                .toArray();

        assertThatThrownBy(() -> question.invoke(meters.around(failing), arguments))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);

        assertThat(registry.get("carnet.store").tag("outcome", "error").timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.count()).isEqualTo(1));
    }
}
