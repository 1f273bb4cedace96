package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.memory.MemorySessionStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A session that is known by its handle alone. */
class OpenedSessionTest {
    @Test
    void a_record_is_opened_changed_and_stored_without_its_id() {
        Instant[] now = {Instant.parse("2030-01-01T00:00:00Z")};
        try (SessionEngine engine = SessionEngine.builder(new MemorySessionStore())
                .clock(() -> now[0])
                .build()) {
            Session begun = engine.create();
            begun.put("cart", "tea");
            engine.flush(begun);
            now[0] = now[0].plusSeconds(1000);

            Session opened = engine.open(engine.sessions().find(begun.handle()).orElseThrow());
            assertThat(opened.get("cart")).isEqualTo("tea");
            assertThat(opened.storedId()).isEmpty();
            assertThatIllegalStateException().isThrownBy(opened::id);
            assertThatIllegalStateException().isThrownBy(opened::changeId);
            engine.flush(opened);
            opened.put("cart", "milk");
            engine.flush(opened);

            Session later = engine.retrieve(begun.id()).orElseThrow();
            assertThat(later.get("cart")).isEqualTo("milk");
            assertThat(later.lastAccessedAt()).isEqualTo(begun.createdAt());
            engine.destroy(opened);
            assertThat(engine.retrieve(begun.id())).isEmpty();
        }
    }
}
