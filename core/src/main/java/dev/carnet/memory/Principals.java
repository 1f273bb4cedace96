package dev.carnet.memory;

import dev.carnet.spi.SessionKey;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which sessions a user has, in the order of their keys. Thread-safe. */
final class Principals {
    /** Before every key. */
    private static final String FIRST = "";

    private final NavigableSet<Posting> postings = new ConcurrentSkipListSet<>();

    private record Posting(String principal, String key) implements Comparable<Posting> {
        private static final Comparator<Posting> ORDER =
                Comparator.comparing(Posting::principal).thenComparing(Posting::key);

        @Override
        public int compareTo(Posting other) {
            return ORDER.compare(this, other);
        }
    }

    /** Notes a session, if it has a user. */
    void add(@Nullable String principal, SessionKey key) {
        if (principal != null) {
            postings.add(new Posting(principal, key.value()));
        }
    }

    void remove(@Nullable String principal, SessionKey key) {
        if (principal != null) {
            postings.remove(new Posting(principal, key.value()));
        }
    }

    /**
     * The keys of a user's sessions, in order.
     *
     * @param after the key behind which to begin; null for the first
     */
    Stream<SessionKey> keys(String principal, @Nullable String after) {
        return postings.tailSet(new Posting(principal, after == null ? FIRST : after), false).stream()
                .takeWhile(each -> each.principal().equals(principal))
                .map(each -> new SessionKey(each.key()));
    }

    void clear() {
        postings.clear();
    }
}
