package dev.carnet.fallback;

import dev.carnet.error.StoreUnreachableException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that gives no answer to one of its calls, which may have been carried out or not; or to all. */
final class FaultyStore extends ForwardingSessionStore {
    /** How many calls are answered before the one that is not; shared by the stores of one test. */
    static final class Line {
        private int left = Integer.MAX_VALUE;
        private boolean isCarriedOut;
        private int calls;

        /** From now on so many calls are answered, the next one is not, those after it are. */
        void cutAfter(int answered, boolean carriedOut) {
            left = answered;
            isCarriedOut = carriedOut;
            calls = 0;
        }

        int calls() {
            return calls;
        }
    }

    private final Line line;
    boolean isDown;

    FaultyStore(SessionStore store, Line line) {
        super(store);
        this.line = line;
    }

    private <T> T call(Supplier<T> call) {
        if (isDown) {
            throw new StoreUnreachableException("no answer", null);
        }
        line.calls++;
        if (line.left-- != 0) {
            return call.get();
        }
        if (line.isCarriedOut) {
            var unused = call.get();
        }
        throw new StoreUnreachableException("no answer", null);
    }

    @Override
    public boolean create(SessionRecord session) {
        return call(() -> super.create(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return call(() -> super.find(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return call(() -> super.update(update));
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return call(() -> super.delete(key, ifExpiredBy));
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return call(() -> super.scan(query, cursor, limit));
    }
}
