package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Finding sessions page by page. */
interface ScanContract extends ContractPart {

    private SessionRecord given(@Nullable String principal, Instant expiresAt) {
        SessionRecord session = Records.record(
                Records.key(), bench().clock().instant(), expiresAt, principal, values(Map.of("a", "1")));
        bench().store().create(session);
        return session;
    }

    private List<SessionRecord> all(SessionQuery query, int pageSize) {
        List<SessionRecord> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            SessionPage page = bench().otherStore().scan(query, cursor, pageSize);
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(pageSize);
            found.addAll(page.sessions());
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }

    private static List<SessionKey> keys(List<SessionRecord> sessions) {
        return sessions.stream().map(each -> each.header().key()).toList();
    }

    @Test
    default void hundreds_of_sessions_are_found_once_each_in_pages() {
        Set<SessionKey> given = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            given.add(given("ada", SessionHeader.NEVER).header().key());
        }

        assertThat(keys(all(SessionQuery.ALL, 7))).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(given);
        assertThat(keys(all(SessionQuery.ALL, 300))).containsExactlyInAnyOrderElementsOf(given);
        assertThat(keys(all(SessionQuery.ALL, 1000))).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    default void what_is_there_during_the_whole_scan_is_found_once_while_others_come_go_and_change() {
        List<SessionRecord> stay = Stream.generate(() -> given("ada", SessionHeader.NEVER))
                .limit(40)
                .toList();
        List<SessionRecord> go = Stream.generate(() -> given("ada", SessionHeader.NEVER))
                .limit(40)
                .toList();
        List<SessionKey> found = new ArrayList<>();
        @Nullable String cursor = null;
        int page = 0;
        do {
            SessionPage next = bench().store().scan(SessionQuery.ALL, cursor, 9);
            found.addAll(keys(next.sessions()));
            cursor = next.nextCursor();
            bench().otherStore().delete(go.get(page).header().key(), null);
            bench().otherStore().update(Records.update(stay.get(page), values(Map.of("b", "2")), Set.of()));
            given("bob", SessionHeader.NEVER);
            page++;
        } while (cursor != null);

        assertThat(found).doesNotHaveDuplicates().containsAll(keys(stay));
    }

    @Test
    default void a_principals_sessions_are_found_alone() {
        SessionKey ada = given("ada", SessionHeader.NEVER).header().key();
        SessionKey again = given("ada", SessionHeader.NEVER).header().key();
        given("Ada", SessionHeader.NEVER);
        given("adab", SessionHeader.NEVER);
        given("ada ", SessionHeader.NEVER);
        given(null, SessionHeader.NEVER);

        assertThat(keys(all(SessionQuery.ALL.ofPrincipal("ada"), 1))).containsExactlyInAnyOrder(ada, again);
        assertThat(all(SessionQuery.ALL.ofPrincipal("nobody"), 10)).isEmpty();
    }

    @Test
    default void sessions_are_found_by_expiry_and_idleness() {
        Instant now = bench().clock().instant();
        SessionRecord expired = given(null, now);
        SessionRecord live = given(null, now.plusMillis(1));
        SessionRecord busy = given(null, now.plusMillis(1));
        bench().store()
                .touch(
                        busy.header().key(),
                        busy.header().version(),
                        now.plusMillis(1),
                        busy.header().expiresAt());

        assertThat(keys(all(SessionQuery.ALL.expiredBy(now), 10)))
                .containsExactly(expired.header().key());
        assertThat(keys(all(SessionQuery.ALL.liveAt(now), 10)))
                .containsExactlyInAnyOrder(live.header().key(), busy.header().key());
        assertThat(keys(all(SessionQuery.ALL.liveAt(now).idleSince(now), 10)))
                .containsExactly(live.header().key());
        assertThat(keys(all(SessionQuery.ALL.accessedSince(now.plusMillis(1)), 10)))
                .containsExactly(busy.header().key());
        assertThat(keys(all(SessionQuery.ALL.accessedSince(now), 10))).hasSize(3);
    }

    @Test
    default void the_store_counts() {
        Instant now = bench().clock().instant();
        given("ada", now);
        given("ada", now.plusMillis(1));
        given("Ada", now.plusMillis(1));
        given(null, SessionHeader.NEVER);

        assertThat(bench().otherStore().count(SessionQuery.ALL)).isEqualTo(4);
        assertThat(bench().otherStore().count(SessionQuery.ALL.liveAt(now))).isEqualTo(3);
        assertThat(bench().otherStore().count(SessionQuery.ALL.expiredBy(now))).isEqualTo(1);
        assertThat(bench().otherStore().count(SessionQuery.ALL.ofPrincipal("ada")))
                .isEqualTo(2);
        assertThat(bench().otherStore()
                        .count(SessionQuery.ALL.ofPrincipal("ada").liveAt(now)))
                .isEqualTo(1);
        assertThat(bench().otherStore().count(SessionQuery.ALL.idleSince(now.minusMillis(1))))
                .isZero();
    }

    @Test
    default void a_session_is_found_by_its_handle_whatever_its_id() {
        SessionRecord session = given("ada", SessionHeader.NEVER);
        given("ada", SessionHeader.NEVER);
        String handle = session.header().handle();
        assertThat(bench().otherStore().findByHandle(handle)).contains(session);

        SessionUpdate moved =
                Records.update(session, new Change(Map.of(), Set.of(), null, null, Records.key()), SessionHeader.NEVER);
        assertThat(bench().store().update(moved)).isEqualTo(UpdateResult.SAVED);

        assertThat(bench().otherStore().findByHandle(handle)).contains(moved.next());
        assertThat(bench().otherStore().findByHandle("s.0000000000000000000000"))
                .isEmpty();
        bench().store().delete(moved.next().header().key(), null);
        assertThat(bench().otherStore().findByHandle(handle)).isEmpty();
    }

    @Test
    default void a_session_is_found_by_its_present_user_alone() {
        SessionRecord session = given("ada", SessionHeader.NEVER);
        SessionUpdate bobs = Records.update(
                session, new Change(Map.of(), Set.of(), new Change.SetTo<>("bob"), null, null), SessionHeader.NEVER);
        assertThat(bench().store().update(bobs)).isEqualTo(UpdateResult.SAVED);

        assertThat(all(SessionQuery.ALL.ofPrincipal("ada"), 10)).isEmpty();
        assertThat(all(SessionQuery.ALL.ofPrincipal("bob"), 1)).hasSize(1);
        assertThat(bench().otherStore().count(SessionQuery.ALL.ofPrincipal("bob")))
                .isEqualTo(1);

        SessionUpdate nobodys = Records.update(
                bobs.next(),
                new Change(Map.of(), Set.of(), new Change.SetTo<>(null), null, Records.key()),
                SessionHeader.NEVER);
        assertThat(bench().store().update(nobodys)).isEqualTo(UpdateResult.SAVED);

        assertThat(all(SessionQuery.ALL.ofPrincipal("bob"), 10)).isEmpty();
        assertThat(all(SessionQuery.ALL, 10)).hasSize(1);
    }

    @Test
    default void a_foreign_record_is_found_by_the_handle_it_gets_from_its_key() {
        SessionKey key = Records.key();
        assumeTrue(bench().place().plant(key, "{\"n\":7}"), "nobody else writes here");
        given("ada", SessionHeader.NEVER);
        SessionRecord planted = bench().store().find(key).orElseThrow();

        assertThat(bench().otherStore().findByHandle(planted.header().handle())).contains(planted);
    }

    @Test
    default void attributes_come_when_they_are_asked_for() {
        SessionRecord session = given("ada", SessionHeader.NEVER);

        assertThat(all(SessionQuery.ALL.withAttributes(), 10)).containsExactly(session);
        assertThat(all(SessionQuery.ALL, 10)).singleElement().satisfies(found -> {
            assertThat(found.header().handle()).isEqualTo(session.header().handle());
            assertThat(found.header().principal()).isEqualTo("ada");
            assertThat(found.header().expiresAt()).isEqualTo(session.header().expiresAt());
        });
    }

    @Test
    default void an_empty_store_has_no_pages() {
        assertThat(all(SessionQuery.ALL, 10)).isEmpty();
    }
}
