package com.example.sessions;

import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.Document;
import dev.carnet.spi.document.DocumentPage;
import dev.carnet.spi.document.DocumentStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sessions in a map of this process: key to text. */
final class MapSessionStore extends DocumentStore {
    private final ConcurrentNavigableMap<SessionKey, String> texts = new ConcurrentSkipListMap<>();

    MapSessionStore() {
        super(new StoreTraits("Map", Encoding.JSON_TEXT, false, false, false, false, Integer.MAX_VALUE));
    }

    @Override
    protected Optional<String> get(SessionKey key) {
        return Optional.ofNullable(texts.get(key));
    }

    @Override
    protected boolean insert(Document session) {
        return texts.putIfAbsent(session.key(), session.text()) == null;
    }

    @Override
    protected boolean replace(String expected, Document next) {
        return texts.replace(next.key(), expected, next.text());
    }

    @Override
    protected boolean remove(SessionKey key, String expected) {
        return texts.remove(key, expected);
    }

    @Override
    protected DocumentPage page(SessionQuery query, String cursor, int limit) {
        var behind = cursor == null ? texts : texts.tailMap(new SessionKey(cursor), false);
        return DocumentPage.inKeyOrder(behind.entrySet().stream(), limit);
    }

    @Override
    public void close() {
        texts.clear();
    }
}
