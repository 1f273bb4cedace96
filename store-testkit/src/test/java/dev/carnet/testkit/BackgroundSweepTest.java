package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether an engine sweeps: not where the technology deletes by itself and nobody wants to be told. */
class BackgroundSweepTest {
    /** As one whose technology deletes expired sessions. */
    private static final class SelfExpiringStore extends ForwardingSessionStore {
        SelfExpiringStore() {
            super(new MemorySessionStore());
        }

        @Override
        public StoreTraits traits() {
            return new StoreTraits("Test", Encoding.BYTES, true, false, false, false, Integer.MAX_VALUE);
        }
    }

    private static final class Indifferent implements SessionListener {}

    private static final class Eager implements SessionListener {
        @Override
        public void expired(SessionInfo session) {}
    }

    private static Set<Thread> sweepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("carnet-sweeper"))
                .collect(Collectors.toSet());
    }

    private static boolean sweeps(SessionStore store, SessionListener listener) {
        Set<Thread> before = sweepers();
        try (SessionEngine engine =
                SessionEngine.builder(store).listener(listener).build()) {
            Set<Thread> added = new HashSet<>(sweepers());
            added.removeAll(before);
            return !added.isEmpty();
        }
    }

    @Test
    void a_store_that_expires_by_itself_is_swept_for_those_who_listen_only() {
        assertThat(sweeps(new SelfExpiringStore(), new Indifferent())).isFalse();
        assertThat(sweeps(new SelfExpiringStore(), new Eager())).isTrue();
    }

    @Test
    void a_store_that_does_not_is_always_swept() {
        assertThat(sweeps(new MemorySessionStore(), new Indifferent())).isTrue();
    }
}
