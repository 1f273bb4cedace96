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
 * @param strays names, in the store's own tools, of records whose name is not a key
 * @param nextCursor the beginning of the next page, in a form of the store's choice, or null at the end
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
     * @param behindCursor the entries after the cursor, in the order of the keys; at most one page is consumed
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

    /** Without the texts, because values may be personal data. */
    @Override
    public String toString() {
        return "DocumentPage[" + texts.size() + " texts]";
    }
}
