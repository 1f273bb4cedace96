package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pages of records, for tests. */
final class RecordPages {
    private RecordPages() {}

    /** The keys of all records, of which no page gives too many, and no two give the same. */
    static Set<SessionKey> keys(RawRecords records, int limit) {
        Set<SessionKey> found = new HashSet<>();
        @Nullable String cursor = null;
        do {
            RawRecords.Page page = records.page(cursor, limit);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            page.records().keySet().forEach(key -> assertThat(found.add(key)).isTrue());
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }
}
