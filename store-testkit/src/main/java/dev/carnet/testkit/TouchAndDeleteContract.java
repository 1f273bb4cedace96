package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

        List<SessionHeader> first = bench().store().deleteExpired(now, 15).deleted();
        List<SessionHeader> second = bench().otherStore().deleteExpired(now, 15).deleted();

        assertThat(first).hasSize(15).allMatch(each -> each.isExpiredBy(now));
        assertThat(second).hasSize(5).allMatch(each -> each.isExpiredBy(now));
        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(bench().store().deleteExpired(now, 15).deleted()).isEmpty();
        assertThat(bench().store().scan(SessionQuery.ALL, null, 100).sessions()).hasSize(6);
    }

    /** Wherever a batch goes on, it may not leave out what has expired behind it. */
    @Test
    default void a_batch_finds_what_has_expired_since_the_last_one_wherever_it_lies() {
        Instant now = bench().clock().instant();
        for (int i = 0; i < 20; i++) {
            bench().store().create(Records.record(Records.key(), now, now, null, Map.of()));
        }
        assertThat(bench().store().deleteExpired(now, 10).deleted()).hasSize(10);
        for (int i = 0; i < 20; i++) {
            bench().store().create(Records.record(Records.key(), now, now, null, Map.of()));
        }

        assertThat(bench().store().deleteExpired(now, 100).deleted()).hasSize(30);

        assertThat(bench().store().scan(SessionQuery.ALL, null, 100).sessions()).isEmpty();
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
                .isEqualTo(3);
        assertThat(bench().store().calls()).containsExactly("createAll");
        assertThat(store.find(taken.header().key()).orElseThrow().header().handle())
                .isEqualTo(taken.header().handle());
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("bob"), null, 10).sessions())
                .hasSize(3);
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("eve"), null, 10).sessions())
                .isEmpty();

        SessionKey first = others.get(0).header().key();
        assertThat(store.deleteAll(List.of(taken.header().key(), first, Records.key())))
                .isEqualTo(2);
        assertThat(bench().store().calls()).endsWith("deleteAll");
        assertThat(store.deleteAll(List.of(first))).isZero();
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(2);
    }

    @Test
    default void none_of_many_is_none() {
        assertThat(bench().store().createAll(List.of())).isZero();
        assertThat(bench().store().deleteAll(List.of())).isZero();
    }
}
