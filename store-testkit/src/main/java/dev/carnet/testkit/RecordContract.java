package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store does with records, before any engine. */
interface RecordContract extends ContractPart {

    private SessionRecord given(Map<String, String> json) {
        SessionRecord session = Records.record(bench().clock().instant(), "ada", values(json));
        assertThat(bench().store().create(session)).isTrue();
        return session;
    }

    private SessionRecord found(SessionRecord session) {
        return bench().otherStore().find(session.header().key()).orElseThrow();
    }

    @Test
    default void a_created_record_is_found_whole() {
        Instant now = bench().clock().instant();
        SessionHeader header = new SessionHeader(
                Records.key(),
                true,
                "s.handle-of-the-session1",
                Long.MIN_VALUE,
                now.minusMillis(1),
                now,
                Duration.ofMillis(90_061_001),
                now.plusSeconds(86_400),
                now.plusSeconds(60),
                "adä ☃ 😀",
                0);
        var attributes = values(Map.of("user", "\"ada\"", "cart", "[1,2,{\"a\":null}]"));
        SessionRecord session = new SessionRecord(header.withSize(attributes.size()), attributes);

        assertThat(bench().store().create(session)).isTrue();

        assertThat(found(session)).isEqualTo(session);
    }

    @Test
    default void a_record_without_limits_or_principal_is_found_whole() {
        Instant now = bench().clock().instant();
        SessionRecord session = new SessionRecord(
                new SessionHeader(Records.key(), true, "s.x", 1, now, now, null, null, SessionHeader.NEVER, null, 0),
                values(Map.of()));

        assertThat(bench().store().create(session)).isTrue();

        assertThat(found(session)).isEqualTo(session);
    }

    /** One of a version of Carnet that knew no format. */
    @Test
    default void a_record_that_does_not_say_what_its_key_is_is_a_session_like_any_other() {
        Instant now = bench().clock().instant();
        SessionRecord whole = Records.record(Records.key(), now, now.plusSeconds(60), "ada", values(Map.of("a", "1")));
        SessionRecord session = new SessionRecord(whole.header().withHashed(null), whole.attributes());

        assertThat(bench().store().create(session)).isTrue();

        assertThat(found(session)).isEqualTo(session);
        assertThat(bench().otherStore().scan(SessionQuery.ALL, null, 10).unreadable())
                .isEmpty();
        assertThat(bench().otherStore().count(SessionQuery.ALL)).isEqualTo(1);
        assertThat(bench().store().update(Records.update(session, values(Map.of("b", "2")), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        SessionRecord changed = found(session);
        assertThat(changed.attributes().names()).containsExactlyInAnyOrder("a", "b");
        assertThat(Sweeps.all(bench().store(), changed.header().expiresAt(), 10))
                .extracting(SessionHeader::handle)
                .containsExactly(session.header().handle());
    }

    @Test
    default void a_record_that_does_not_say_what_its_key_is_is_taken_as_the_engine_stores_ids() {
        SessionRecord whole = Records.record(bench().clock().instant(), "ada", values(Map.of("a", "1")));
        bench().store().create(new SessionRecord(whole.header().withHashed(null), whole.attributes()));
        var engine = bench().engine(options -> options.hashIds(false));
        String id = whole.header().key().value();

        Session session = engine.retrieve(SessionId.of(id)).orElseThrow();
        session.put("b", 2);
        engine.flush(session);

        assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().names()).containsExactlyInAnyOrder("a", "b");
        assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().principal()).isEqualTo("ada");
    }

    @Test
    default void a_digest_is_no_working_cookie_where_ids_are_not_hashed() {
        SessionRecord session = given(Map.of("a", "1"));

        var engine = bench().engine(options -> options.hashIds(false));

        assertThat(engine.retrieve(SessionId.of(session.header().key().value())))
                .isEmpty();
        assertThat(found(session)).isEqualTo(session);
    }

    @Test
    default void a_value_keeps_its_type_note() {
        SessionRecord session = given(Map.of());
        Change change = new Change(
                Map.of(
                        "n",
                        bench().values().value("7", "long"),
                        "plain",
                        bench().values().value("8")),
                Set.of(),
                null,
                null,
                null);

        bench().store().update(Records.update(session, change, session.header().expiresAt()));

        assertThat(found(session).attributes().values()).isEqualTo(change.written());
    }

    @Test
    default void a_taken_key_is_not_created_again() {
        SessionRecord session = given(Map.of("a", "1"));
        SessionRecord rival = Records.record(
                session.header().key(), bench().clock().instant(), SessionHeader.NEVER, null, values(Map.of("a", "2")));

        assertThat(bench().store().create(rival)).isFalse();

        assertThat(found(session)).isEqualTo(session);
    }

    @Test
    default void an_unknown_key_finds_nothing() {
        given(Map.of());

        assertThat(bench().store().find(Records.key())).isEmpty();
    }

    @Test
    default void keys_that_differ_in_case_only_are_different() {
        SessionKey upper = new SessionKey("ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLM");
        SessionKey lower = new SessionKey(upper.value().toLowerCase(Locale.ROOT));
        Instant now = bench().clock().instant();
        bench().store().create(Records.record(upper, now, SessionHeader.NEVER, null, values(Map.of("a", "1"))));

        assertThat(bench().store().find(lower)).isEmpty();
        assertThat(bench().store()
                        .create(Records.record(lower, now, SessionHeader.NEVER, null, values(Map.of("a", "2")))))
                .isTrue();
        assertThat(bench().store().delete(lower, null)).isTrue();
        assertThat(bench().store().find(upper)).isPresent();
    }

    @Test
    default void an_expired_record_is_still_found() {
        Instant now = bench().clock().instant();
        SessionRecord session = Records.record(Records.key(), now, now.minusSeconds(1), null, values(Map.of("a", "1")));
        bench().store().create(session);

        assertThat(found(session).header().isExpiredBy(now)).isTrue();
    }

    @Test
    default void an_update_on_the_base_read_is_saved_whole() {
        SessionRecord session = given(Map.of("keep", "1", "change", "2", "drop", "3"));
        Instant later = session.header().expiresAt().plusSeconds(60);
        Change change = new Change(
                values(Map.of("change", "20", "add", "4")).values(),
                Set.of("drop"),
                new Change.SetTo<>("bob"),
                new Change.SetTo<>(Duration.ofHours(1)),
                null);
        SessionUpdate update = Records.update(session, change, later);

        assertThat(bench().store().update(update)).isEqualTo(UpdateResult.SAVED);

        assertThat(found(session)).isEqualTo(update.next());
    }

    @Test
    default void an_update_clears_principal_and_idle_limit() {
        SessionRecord session = given(Map.of());
        Change change = new Change(Map.of(), Set.of(), new Change.SetTo<>(null), new Change.SetTo<>(null), null);

        bench().store().update(Records.update(session, change, SessionHeader.NEVER));

        assertThat(found(session).header().principal()).isNull();
        assertThat(found(session).header().maxIdle()).isNull();
        assertThat(found(session).header().expiresAt()).isEqualTo(SessionHeader.NEVER);
    }

    @Test
    default void an_update_of_a_moved_version_loses_no_attribute_of_the_other_writer() {
        SessionRecord session = given(Map.of("a", "1"));
        bench().otherStore().update(Records.update(session, values(Map.of("b", "2")), Set.of()));

        UpdateResult result = bench().store().update(Records.update(session, values(Map.of("c", "3")), Set.of()));

        assertThat(result).isIn(UpdateResult.CONFLICT, UpdateResult.SAVED);
        assertThat(found(session).attributes().names())
                .containsExactlyInAnyOrderElementsOf(
                        result == UpdateResult.SAVED ? Set.of("a", "b", "c") : Set.of("a", "b"));
    }

    @Test
    default void an_exact_update_of_a_moved_version_writes_nothing() {
        SessionRecord session = given(Map.of("a", "1"));
        SessionUpdate other = Records.update(session, values(Map.of("a", "2")), Set.of());
        bench().otherStore().update(other);

        UpdateResult result = bench().store().update(exact(session, "3"));

        assertThat(result).isEqualTo(UpdateResult.CONFLICT);
        assertThat(found(session)).isEqualTo(other.next());
    }

    @Test
    default void an_exact_update_of_what_was_read_is_stored() {
        SessionRecord session = given(Map.of("a", "1"));
        SessionUpdate update = exact(session, "2");

        assertThat(bench().store().update(update)).isEqualTo(UpdateResult.SAVED);

        assertThat(found(session)).isEqualTo(update.next());
    }

    private SessionUpdate exact(SessionRecord base, String value) {
        SessionUpdate update = Records.update(base, values(Map.of("a", value)), Set.of());
        return new SessionUpdate(base, update.next(), update.change(), true);
    }

    @Test
    default void an_update_of_a_deleted_record_writes_nothing() {
        SessionRecord session = given(Map.of("a", "1"));
        bench().otherStore().delete(session.header().key(), null);

        UpdateResult result = bench().store().update(Records.update(session, values(Map.of("b", "2")), Set.of()));

        assertThat(result).isNotEqualTo(UpdateResult.SAVED);
        assertThat(bench().store().find(session.header().key())).isEmpty();
    }

    @Test
    default void an_update_of_a_key_that_belongs_to_another_session_now_writes_nothing() {
        SessionRecord session = given(Map.of("a", "1"));
        bench().store().delete(session.header().key(), null);
        SessionRecord heir = Records.record(
                session.header().key(),
                bench().clock().instant(),
                SessionHeader.NEVER,
                "eve",
                values(Map.of("x", "1")));
        bench().store().create(heir);

        UpdateResult result = bench().store().update(Records.update(session, values(Map.of("b", "2")), Set.of()));

        assertThat(result).isNotEqualTo(UpdateResult.SAVED);
        assertThat(found(heir)).isEqualTo(heir);
    }

    @Test
    default void a_new_key_takes_the_session_with_it() {
        SessionRecord session = given(Map.of("a", "1"));
        SessionKey newKey = Records.key();
        Change change =
                new Change(values(Map.of("b", "2")).values(), Set.of(), new Change.SetTo<>("bob"), null, newKey);
        SessionUpdate update = Records.update(session, change, session.header().expiresAt());

        assertThat(bench().store().update(update)).isEqualTo(UpdateResult.SAVED);

        assertThat(bench().otherStore().find(session.header().key())).isEmpty();
        assertThat(bench().otherStore().find(newKey)).contains(update.next());
    }

    @Test
    default void a_new_key_that_is_taken_is_not_taken_over() {
        SessionRecord session = given(Map.of("a", "1"));
        SessionRecord owner = given(Map.of("b", "2"));
        Change change =
                new Change(Map.of(), Set.of(), null, null, owner.header().key());

        assertThatThrownBy(() -> bench().store()
                        .update(Records.update(session, change, session.header().expiresAt())))
                .isInstanceOf(SessionStoreException.class);

        assertThat(found(session)).isEqualTo(session);
        assertThat(found(owner)).isEqualTo(owner);
    }

    @Test
    default void an_update_never_moves_last_access_or_expiry_back() {
        SessionRecord session = given(Map.of());
        Instant access = session.header().lastAccessedAt().plusSeconds(90);
        Instant expiry = session.header().expiresAt().plusSeconds(90);
        bench().otherStore().touch(session.header().key(), session.header().version(), access, expiry);

        assertThat(bench().store().update(Records.update(session, values(Map.of("a", "1")), Set.of())))
                .isEqualTo(UpdateResult.SAVED);

        assertThat(found(session).header().lastAccessedAt()).isEqualTo(access);
        assertThat(found(session).header().expiresAt()).isEqualTo(expiry);
    }

    @Test
    default void only_a_set_idle_limit_brings_the_expiry_forward() {
        SessionRecord session = given(Map.of());
        Instant sooner = session.header().expiresAt().minusSeconds(600);
        Change change = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(Duration.ofMinutes(20)), null);

        bench().store().update(Records.update(session, change, sooner));

        assertThat(found(session).header().expiresAt()).isEqualTo(sooner);
    }
}
