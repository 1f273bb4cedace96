package dev.carnet.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of keys asks of the store. */
class ReencryptionCallsTest {
    private static final int SESSIONS = 5;

    private final MemorySessionStore below = new MemorySessionStore();
    private final CountingStore store = new CountingStore(below);
    private final Reencryption work =
            ((EncryptedSessionStore) options().acceptingPlain().around(store)).reencryption();

    private static final class CountingStore extends ForwardingSessionStore {
        private int finds;
        private int conflicts;

        CountingStore(MemorySessionStore store) {
            super(store);
        }

        @Override
        public Optional<SessionRecord> find(SessionKey key) {
            finds++;
            return super.find(key);
        }

        @Override
        public UpdateResult update(SessionUpdate update) {
            return conflicts-- > 0 ? UpdateResult.CONFLICT : super.update(update);
        }
    }

    private static EncryptionOptions options() {
        return EncryptionOptions.of(EncryptionKeys.of(EncryptionKeys.newKey(), List.of()));
    }

    @BeforeEach
    void fill() {
        SessionEngine plain = SessionEngine.builder(below).build();
        for (int i = 0; i < SESSIONS; i++) {
            Session session = plain.create();
            session.put("cart", "book");
            plain.flush(session);
        }
    }

    @AfterEach
    void close() {
        below.close();
    }

    @Test
    void the_record_of_the_scan_is_not_read_again() {
        assertThat(work.page(null, 100)).isEqualTo(new Reencryption.Page(SESSIONS, 0, 0, 0, Set.of(), null));
        assertThat(store.finds).isZero();
    }

    @Test
    void one_that_has_changed_since_is_read_again() {
        store.conflicts = 2;

        assertThat(work.page(null, 100)).isEqualTo(new Reencryption.Page(SESSIONS, 0, 0, 0, Set.of(), null));
        assertThat(store.finds).isEqualTo(2);
    }

    @Test
    void one_that_keeps_changing_is_left() {
        store.conflicts = 5;

        assertThat(work.page(null, 100)).isEqualTo(new Reencryption.Page(SESSIONS - 1, 0, 1, 0, Set.of(), null));
        assertThat(store.finds).isEqualTo(4);
    }
}
