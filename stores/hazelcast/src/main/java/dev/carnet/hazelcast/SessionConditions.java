package dev.carnet.hazelcast;

import com.hazelcast.query.Predicate;
import com.hazelcast.query.Predicates;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.document.HeaderMembers;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which entries a query means, for the members: by the members of {@code __carnet} in the stored JSON, whose times compare like texts. */
final class SessionConditions {
    private static final String OWN = "__carnet.";
    private static final String FORMAT = OWN + "format";
    private static final String HANDLE = OWN + "handle";
    private static final String VERSION = OWN + "version";
    private static final String ACCESSED = OWN + "accessed";
    private static final String CREATED = OWN + "created";

    private SessionConditions() {}

    /** A complete session or a foreign record, and as the query says. */
    static Predicate<String, Object> of(SessionQuery query, Predicate<String, Object> within) {
        List<Predicate<String, Object>> all = new ArrayList<>();
        all.add(within);
        all.add(Predicates.or(isComplete(), isForeign()));
        if (query.principal() != null) {
            all.add(Predicates.equal(SessionIndexes.PRINCIPAL, query.principal()));
        }
        if (query.idleSince() != null) {
            all.add(Predicates.or(isForeign(), Predicates.lessEqual(ACCESSED, text(query.idleSince()))));
        }
        if (query.accessedSince() != null) {
            all.add(Predicates.greaterEqual(ACCESSED, text(query.accessedSince())));
        }
        if (query.expiredBy() != null) {
            all.add(Predicates.lessEqual(SessionIndexes.EXPIRES, text(query.expiredBy())));
        }
        if (query.liveAt() != null) {
            all.add(Predicates.or(isForeign(), Predicates.greaterThan(SessionIndexes.EXPIRES, text(query.liveAt()))));
        }
        return and(all);
    }

    /** What {@link StoredHeader} calls complete. */
    private static Predicate<String, Object> isComplete() {
        List<Predicate<String, Object>> all = new ArrayList<>();
        for (String part : List.of(HANDLE, VERSION, CREATED, ACCESSED, SessionIndexes.EXPIRES)) {
            all.add(Predicates.notEqual(part, null));
        }
        all.add(Predicates.notEqual(VERSION, "0".repeat(16)));
        all.add(Predicates.or(
                Predicates.equal(FORMAT, null),
                Predicates.in(FORMAT, StoredHeader.DIGEST_FORMAT, StoredHeader.ID_FORMAT)));
        return and(all);
    }

    private static Predicate<String, Object> isForeign() {
        return and(List.of(
                Predicates.equal(FORMAT, null), Predicates.equal(HANDLE, null), Predicates.equal(VERSION, null)));
    }

    private static Predicate<String, Object> and(List<Predicate<String, Object>> all) {
        return Predicates.and(all.toArray(Predicate[]::new));
    }

    private static String text(Instant instant) {
        return HeaderMembers.instant(instant);
    }
}
