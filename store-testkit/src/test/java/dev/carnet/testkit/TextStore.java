package dev.carnet.testkit;

import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.Document;
import dev.carnet.spi.document.DocumentPage;
import dev.carnet.spi.document.DocumentStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A {@link DocumentStore} on a map, in whose operations something can happen. */
final class TextStore extends DocumentStore {
    final ConcurrentNavigableMap<SessionKey, String> texts = new ConcurrentSkipListMap<>();
    final List<@Nullable String> cursors = new ArrayList<>();

    /** What happens before each of the next removals. */
    final Deque<Runnable> beforeRemovals = new ArrayDeque<>();

    /** What happens before each of the next reads. */
    final Deque<Runnable> beforeGets = new ArrayDeque<>();

    /** What happens after each of the next insertions. */
    final Deque<Runnable> afterInsertions = new ArrayDeque<>();

    TextStore(Encoding encoding) {
        super(new StoreTraits("Text", encoding, false, false, false, false, Integer.MAX_VALUE));
    }

    @Override
    protected Optional<String> get(SessionKey key) {
        Runnable happening = beforeGets.poll();
        if (happening != null) {
            happening.run();
        }
        return Optional.ofNullable(texts.get(key));
    }

    @Override
    protected boolean insert(Document session) {
        boolean isInserted = texts.putIfAbsent(session.key(), session.text()) == null;
        Runnable happening = afterInsertions.poll();
        if (happening != null) {
            happening.run();
        }
        return isInserted;
    }

    @Override
    protected boolean replace(String expected, Document next) {
        return texts.replace(next.key(), expected, next.text());
    }

    @Override
    protected boolean remove(SessionKey key, String expected) {
        Runnable happening = beforeRemovals.poll();
        if (happening != null) {
            happening.run();
        }
        return texts.remove(key, expected);
    }

    @Override
    protected DocumentPage page(SessionQuery query, @Nullable String cursor, int limit) {
        cursors.add(cursor);
        var behind = cursor == null ? texts : texts.tailMap(new SessionKey(cursor), false);
        return DocumentPage.inKeyOrder(behind.entrySet().stream(), limit);
    }

    @Override
    public void close() {
        texts.clear();
    }
}
