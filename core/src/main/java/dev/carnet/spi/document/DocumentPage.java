package dev.carnet.spi.document;

import dev.carnet.spi.SessionKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of stored texts. Immutable.
 *
 * @param texts key to text, in any order
 * @param strays what was met on the way under names that are no keys, as the store's own tools name it
 * @param nextCursor where the next page begins, in whatever form the store likes, or null at the end
 */
public record DocumentPage(
        Map<SessionKey, String> texts,
        List<String> strays,
        @Nullable String nextCursor) {
    public DocumentPage {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        strays = List.copyOf(strays);
    }

    /** Without strays. */
    public DocumentPage(Map<SessionKey, String> texts, @Nullable String nextCursor) {
        this(texts, List.of(), nextCursor);
    }

    /**
     * A page of a store that lists its keys in order; the last key of a full page is the cursor.
     *
     * @param behindCursor what is stored behind the cursor, in the order of the keys; no more than the page is taken of it
     */
    public static DocumentPage inKeyOrder(Stream<Map.Entry<SessionKey, String>> behindCursor, int limit) {
        Map<SessionKey, String> texts = new LinkedHashMap<>();
        String[] last = {null};
        behindCursor.limit(limit).forEach(each -> {
            texts.put(each.getKey(), each.getValue());
            last[0] = each.getKey().value();
        });
        return new DocumentPage(texts, texts.size() < limit ? null : last[0]);
    }

    /** Without the texts: values may be personal. */
    @Override
    public String toString() {
        return "DocumentPage[" + texts.size() + " texts]";
    }
}
