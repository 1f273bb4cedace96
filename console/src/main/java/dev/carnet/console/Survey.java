package dev.carnet.console;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What sessions are like, from looking at all of them or at the first that the store gives. Keys are digests or random, so
 * those are drawn at random where a store scans in the order of its keys. Immutable once made.
 */
final class Survey {
    /** The most sessions that it looks at. */
    static final int SAMPLE = 20_000;

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int USERS = 10;
    /** Two-sided, 95 %. */
    private static final double Z = 1.96;

    private final Instant at;
    private final Distribution idle = Distribution.ofSeconds();
    private final Distribution age = Distribution.ofSeconds();
    private final Distribution size = Distribution.ofBytes();
    private final Map<String, Long> users = new HashMap<>();
    private long looked;
    private long dated;
    private double bytes;
    private double squares;
    private long unreadable;
    private boolean whole = true;
    private List<UserCount> frequent = List.of();

    /**
     * A user with many sessions.
     *
     * @param sessions how many; those in the sample if not {@code counted}
     * @param counted whether the store counted them all
     */
    record UserCount(String name, long sessions, boolean counted) {}

    private Survey(Instant at) {
        this.at = at;
    }

    /** Looks at live sessions. */
    static Survey of(ConsoleStore console) {
        Survey survey = new Survey(console.now());
        long end = System.nanoTime() + LONGEST.toNanos();
        SessionQuery live = console.sessions().live(SessionQuery.ALL);
        // The clause for live ones would let a store walk along the index of their expiry: no sample of all then.
        survey.unreadable = console.sessions().scan(SessionQuery.ALL, session -> {
            if (survey.looked >= SAMPLE || System.nanoTime() > end) {
                survey.whole = false;
                return false;
            }
            if (live.matches(session.header())) {
                survey.add(session.header());
            }
            return true;
        });
        survey.frequent = survey.mostFrequent(console);
        return survey;
    }

    private void add(SessionHeader session) {
        looked++;
        bytes += session.size();
        squares += (double) session.size() * session.size();
        size.add(session.size());
        if (!session.isForeign()) {
            dated++;
            idle.add(Duration.between(session.lastAccessedAt(), at).toSeconds());
            age.add(Duration.between(session.createdAt(), at).toSeconds());
        }
        String user = session.principal();
        if (user != null) {
            users.merge(user, 1L, Long::sum);
        }
    }

    /** Of a sample, the store counts each user's, where it need not look at all for that. */
    private List<UserCount> mostFrequent(ConsoleStore console) {
        boolean counts = !whole && console.store().traits().principalIndex();
        return users.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(USERS)
                .map(each -> counts
                        ? new UserCount(each.getKey(), count(console, each.getKey()), true)
                        : new UserCount(each.getKey(), each.getValue(), whole))
                .sorted(Comparator.comparingLong(UserCount::sessions).reversed().thenComparing(UserCount::name))
                .toList();
    }

    private static long count(ConsoleStore console, String user) {
        return console.sessions().count(console.sessions().live(SessionQuery.ALL.ofPrincipal(user)));
    }

    Instant at() {
        return at;
    }

    /** How many sessions it looked at. */
    long looked() {
        return looked;
    }

    /** How many of them have times: not a foreign record. */
    long dated() {
        return dated;
    }

    /** Whether those are all there are. */
    boolean isWhole() {
        return whole;
    }

    long unreadable() {
        return unreadable;
    }

    Distribution idle() {
        return idle;
    }

    Distribution age() {
        return age;
    }

    Distribution size() {
        return size;
    }

    List<UserCount> users() {
        return frequent;
    }

    int differentUsers() {
        return users.size();
    }

    double meanSize() {
        return looked == 0 ? 0 : bytes / looked;
    }

    /**
     * By how much a share may be wrong, in percentage points, with 95 % confidence: the widest case, a share of a half, with
     * the correction for a finite population.
     */
    double shareError(long all) {
        return whole || looked == 0 ? 0 : 100 * Z * 0.5 / Math.sqrt((double) looked) * finite(all);
    }

    /** By how much the mean size may be wrong, in bytes, with 95 % confidence. */
    double meanError(long all) {
        if (whole || looked < 2) {
            return 0;
        }
        double variance = Math.max(0, squares / looked - meanSize() * meanSize()) * looked / (looked - 1);
        return Z * Math.sqrt(variance / looked) * finite(all);
    }

    /** A user with more sessions than this is in the sample, with 95 % confidence (rule of three). */
    long surelySeen(long all) {
        return whole || looked == 0 ? 0 : (long) Math.ceil(3.0 * all / looked);
    }

    private double finite(long all) {
        return all <= looked ? 0 : Math.sqrt((all - looked) / (all - 1.0));
    }
}
