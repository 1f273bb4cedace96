package dev.carnet.cli.statistics;

import dev.carnet.cli.statistics.Histogram.Bar;
import dev.carnet.spi.SessionHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What many sessions are like, added up one by one. Not thread-safe. */
final class SessionStatistics {
    private static final Duration EVER = Duration.ofDays(400_000_000);

    private final Instant now;
    private final Histogram<Duration> idle = new Histogram<>(List.of(
            new Bar<>("a minute", Duration.ofMinutes(1)),
            new Bar<>("10 min", Duration.ofMinutes(10)),
            new Bar<>("an hour", Duration.ofHours(1)),
            new Bar<>("a day", Duration.ofDays(1)),
            new Bar<>("a week", Duration.ofDays(7)),
            new Bar<>("longer", EVER)));
    private final Histogram<Duration> age = new Histogram<>(List.of(
            new Bar<>("10 min", Duration.ofMinutes(10)),
            new Bar<>("an hour", Duration.ofHours(1)),
            new Bar<>("a day", Duration.ofDays(1)),
            new Bar<>("a week", Duration.ofDays(7)),
            new Bar<>("30 days", Duration.ofDays(30)),
            new Bar<>("longer", EVER)));
    private final Histogram<Integer> size = new Histogram<>(List.of(
            new Bar<>("256 B", 256),
            new Bar<>("1 KB", 1 << 10),
            new Bar<>("4 KB", 1 << 12),
            new Bar<>("16 KB", 1 << 14),
            new Bar<>("64 KB", 1 << 16),
            new Bar<>("larger", Integer.MAX_VALUE)));
    private final FrequentUsers users = new FrequentUsers();
    private long count;
    private long expired;
    private long foreign;
    private long withUser;
    private long bytes;
    private int largest;

    SessionStatistics(Instant now) {
        this.now = now;
    }

    void add(SessionHeader session) {
        count++;
        expired += session.isExpiredBy(now) ? 1 : 0;
        foreign += session.isForeign() ? 1 : 0;
        bytes += session.size();
        largest = Math.max(largest, session.size());
        size.add(session.size());
        if (!session.isForeign()) {
            idle.add(Duration.between(session.lastAccessedAt(), now));
            age.add(Duration.between(session.createdAt(), now));
        }
        String user = session.principal();
        if (user != null) {
            withUser++;
            users.add(user);
        }
    }

    long count() {
        return count;
    }

    long expired() {
        return expired;
    }

    /** How many another application wrote, of which no times are known. */
    long foreign() {
        return foreign;
    }

    long withUser() {
        return withUser;
    }

    long bytes() {
        return bytes;
    }

    int largest() {
        return largest;
    }

    Histogram<Duration> idle() {
        return idle;
    }

    Histogram<Duration> age() {
        return age;
    }

    Histogram<Integer> size() {
        return size;
    }

    FrequentUsers users() {
        return users;
    }
}
