package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does when a record is touched or deleted, before any engine. */
interface TouchAndDeleteContract extends ContractPart {

    private SessionRecord given(Map<String, String> json) {
        SessionRecord session = Records.record(bench().clock().instant(), "ada", values(json));
        assertThat(bench().store().create(session)).isTrue();
        return session;
    }

    private SessionRecord found(SessionRecord session) {
        return bench().otherStore().find(session.header().key()).orElseThrow();
    }

    @Test
    default void a_touch_moves_last_access_and_expiry_on_and_nothing_else() {
        SessionRecord session = given(Map.of("a", "1"));
        Instant access = session.header().lastAccessedAt().plusSeconds(90);
        Instant expiry = session.header().expiresAt().plusSeconds(90);

        assertThat(bench().store()
                        .touch(session.header().key(), session.header().version(), access, expiry))
                .isTrue();

        assertThat(found(session))
                .isEqualTo(new SessionRecord(session.header().accessed(access, expiry), session.attributes()));
    }

    @Test
    default void a_touch_that_comes_late_changes_nothing() {
        SessionRecord session = given(Map.of());
        SessionHeader header = session.header();
        Instant access = header.lastAccessedAt().plusSeconds(90);
        Instant expiry = header.expiresAt().plusSeconds(90);
        bench().store().touch(header.key(), header.version(), access, expiry);

        assertThat(bench().store()
                        .touch(header.key(), header.version(), access.minusSeconds(30), expiry.plusSeconds(9)))
                .isFalse();
        assertThat(bench().store().touch(header.key(), header.version(), access, expiry.plusSeconds(9)))
                .isFalse();
        assertThat(bench().store().touch(header.key(), header.version() + 2, access.plusSeconds(1), expiry))
                .isFalse();
        assertThat(bench().store().touch(Records.key(), header.version(), access.plusSeconds(1), expiry))
                .isFalse();

        assertThat(found(session).header()).isEqualTo(header.accessed(access, expiry));
    }

    @Test
    default void a_touch_with_an_earlier_expiry_leaves_the_expiry() {
        SessionRecord session = given(Map.of());
        SessionHeader header = session.header();

        bench().store()
                .touch(
                        header.key(),
                        header.version(),
                        header.lastAccessedAt().plusSeconds(1),
                        header.expiresAt().minusSeconds(60));

        assertThat(found(session).header().expiresAt()).isEqualTo(header.expiresAt());
    }

    @Test
    default void a_deleted_record_is_gone_and_deleted_once() {
        SessionRecord session = given(Map.of());

        assertThat(bench().store().delete(session.header().key(), null)).isTrue();
        assertThat(bench().otherStore().delete(session.header().key(), null)).isFalse();
        assertThat(bench().otherStore().find(session.header().key())).isEmpty();
        assertThat(bench().place().read(session.header().key())).isEmpty();
    }

    @Test
    default void a_guarded_delete_spares_what_has_not_expired() {
        SessionRecord session = given(Map.of());
        Instant expiry = session.header().expiresAt();

        assertThat(bench().store().delete(session.header().key(), expiry.minusMillis(1)))
                .isFalse();
        assertThat(bench().store().find(session.header().key())).isPresent();
        assertThat(bench().store().delete(session.header().key(), expiry)).isTrue();
    }

    @Test
    default void expired_records_are_deleted_in_bounded_batches() {
        Instant now = bench().clock().instant();
        for (int i = 0; i < 25; i++) {
            Instant expiry = i < 20 ? now.minusSeconds(i) : now.plusMillis(1);
            bench().store().create(Records.record(Records.key(), now, expiry, null, Map.of()));
        }
        bench().store().create(Records.record(Records.key(), now, SessionHeader.NEVER, null, Map.of()));

        List<SessionRecord> deleted = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            SessionStore next = deleted.isEmpty() ? bench().store() : bench().otherStore();
            SweepBatch batch = next.deleteExpired(SweepQuery.by(now), cursor, 6);
            assertThat(batch.deleted()).hasSizeLessThanOrEqualTo(6);
            deleted.addAll(batch.deleted());
            cursor = batch.nextCursor();
        } while (cursor != null);

        assertThat(deleted)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(each -> each.header().isExpiredBy(now));
        assertThat(Sweeps.all(bench().store(), now, 15)).isEmpty();
        assertThat(bench().store().scan(SessionQuery.ALL, null, 100).sessions()).hasSize(6);
    }

    @Test
    default void what_expires_during_a_sweep_is_found_by_the_next() {
        Instant now = bench().clock().instant();
        for (int i = 0; i < 20; i++) {
            bench().store().create(Records.record(Records.key(), now, now, null, Map.of()));
        }
        int deleted = Sweeps.batch(bench().store(), now, 10).size();
        for (int i = 0; i < 20; i++) {
            bench().store().create(Records.record(Records.key(), now, now, null, Map.of()));
        }

        assertThat(deleted + Sweeps.all(bench().store(), now, 100).size()).isEqualTo(40);

        assertThat(bench().store().scan(SessionQuery.ALL, null, 100).sessions()).isEmpty();
    }

    @Test
    default void expired_records_are_handed_out_with_their_attributes_when_they_are_asked_for() {
        SessionRecord session = given(Map.of("a", "1", "b", "[2]"));
        Instant by = session.header().expiresAt();

        List<SessionRecord> deleted = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            SweepBatch batch = bench().store().deleteExpired(SweepQuery.by(by).withAttributes(), cursor, 10);
            deleted.addAll(batch.deleted());
            cursor = batch.nextCursor();
        } while (cursor != null);

        assertThat(deleted).containsExactly(session);
    }

    @Test
    default void many_records_are_created_and_deleted_in_one_call() {
        SessionStore store = bench().store();
        SessionRecord taken = given(Map.of("a", "1"));
        SessionRecord overIt = Records.record(
                taken.header().key(), bench().clock().instant(), SessionHeader.NEVER, "eve", values(Map.of("a", "2")));
        List<SessionRecord> others = Stream.generate(
                        () -> Records.record(bench().clock().instant(), "bob", values(Map.of())))
                .limit(3)
                .toList();
        bench().forget();

        assertThat(store.createAll(List.of(overIt, others.get(0), others.get(1), others.get(2))))
                .containsExactlyInAnyOrderElementsOf(keys(others));
        assertThat(bench().store().calls()).containsExactly("createAll");
        assertThat(store.find(taken.header().key()).orElseThrow().header().handle())
                .isEqualTo(taken.header().handle());
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("bob"), null, 10).sessions())
                .hasSize(3);
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("eve"), null, 10).sessions())
                .isEmpty();

        SessionKey first = others.get(0).header().key();
        assertThat(store.deleteAll(List.of(taken.header().key(), first, Records.key())))
                .containsExactlyInAnyOrder(taken.header().key(), first);
        assertThat(bench().store().calls()).endsWith("deleteAll");
        assertThat(store.deleteAll(List.of(first))).isEmpty();
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(2);
    }

    /** More than any store takes in one statement. */
    @Test
    default void more_than_a_thousand_are_created_and_deleted_in_one_call() {
        List<SessionRecord> all = Stream.generate(
                        () -> Records.record(bench().clock().instant(), "bob", values(Map.of("a", "1"))))
                .limit(1203)
                .toList();

        assertThat(bench().store().createAll(all)).hasSize(1203);
        assertThat(bench().otherStore().find(all.get(1202).header().key())).contains(all.get(1202));
        assertThat(bench().otherStore().deleteAll(keys(all))).hasSameElementsAs(keys(all));

        assertThat(bench().store().count(SessionQuery.ALL)).isZero();
    }

    private static List<SessionKey> keys(List<SessionRecord> sessions) {
        return sessions.stream().map(each -> each.header().key()).toList();
    }

    @Test
    default void none_of_many_is_none() {
        assertThat(bench().store().createAll(List.of())).isEmpty();
        assertThat(bench().store().deleteAll(List.of())).isEmpty();
    }
}
