package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.StoreUnreachableException;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.ObservedStore;
import dev.carnet.internal.watch.Reachability;
import dev.carnet.internal.watch.StoreDownException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservedStoreTest {
    private static final Set<String> ASK_NOTHING = Set.of("traits", "unwrap", "close");

    private final Instant[] now = {Instant.parse("2026-11-29T12:00:00Z")};
    private final InstantSource clock = () -> now[0];
    private final Events events = new Events(List.of(), clock);
    private final SessionStore silent = (SessionStore) Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                throw new StoreUnreachableException("no answer from the store below", null);
            });
    private final ObservedStore store = new ObservedStore(silent, events, new Reachability(clock, events));

    static Stream<Method> questions() {
        return Arrays.stream(SessionStore.class.getMethods())
                .filter(each -> !Modifier.isStatic(each.getModifiers()))
                .filter(each -> !ASK_NOTHING.contains(each.getName()));
    }

    /** A method that is added to the contract and not observed would wait for a store that is down. */
    @ParameterizedTest
    @MethodSource("questions")
    void no_call_reaches_a_store_that_is_down(Method question) {
        assertThatThrownBy(() -> store.find(new SessionKey("k"))).isInstanceOf(StoreUnreachableException.class);
        now[0] = now[0].plusSeconds(1);
        assertThatThrownBy(() -> store.find(new SessionKey("k"))).isInstanceOf(StoreUnreachableException.class);

        assertThatThrownBy(() -> question.invoke(store, arguments(question)))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(StoreDownException.class);
    }

    @Test
    void what_is_below_is_found() {
        SessionStore memory = new MemorySessionStore();

        assertThat(new ObservedStore(memory, events, new Reachability(clock, events)).unwrap(MemorySessionStore.class))
                .containsSame((MemorySessionStore) memory);
    }

    /** Those that a header is taken from are there; the others may be null, since nobody looks at them. */
    private static Object[] arguments(Method question) {
        return Arrays.stream(question.getParameterTypes())
                .map(ObservedStoreTest::argument)
                .toArray();
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == SessionKey.class) {
            return new SessionKey("k");
        }
        if (type == SessionRecord.class) {
            return record();
        }
        if (type == SessionUpdate.class) {
            return new SessionUpdate(record(), record(), Change.NOTHING);
        }
        return null;
    }

    private static SessionRecord record() {
        return new SessionRecord(SessionHeader.foreign(new SessionKey("k"), Instant.EPOCH, 0), Attributes.NONE);
    }
}
