package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cannot be read is kept, not destroyed, and is no error page either. */
interface UnreadableContract extends ContractPart {

    private Session withAttributes(Map<String, Encoded> values) {
        Session session = bench().stored("good", 1);
        SessionRecord stored = bench().engine().sessions().stored(session).orElseThrow();
        bench().store().delete(stored.header().key(), null);
        bench().store()
                .create(new SessionRecord(stored.header(), stored.attributes().with(values, Set.of())));
        bench().forget();
        return session;
    }

    @Test
    default void an_unreadable_attribute_is_absent_and_its_bytes_stay() {
        Encoded bad = bench().values().value("{\"name\":\"book\"}", "ClassOfLastYear");
        Session session = withAttributes(Map.of("bad", bad));

        Session copy = bench().copy(session);
        assertThat(copy.get("bad")).isNull();
        assertThat(copy.get("bad")).isNull();
        assertThat(bench().events().take()).containsExactly("attributeUnreadable bad");
        assertThat(copy.names()).containsExactly("good");
        copy.put("new", 2);
        bench().engine().flush(copy);

        assertThat(bench().otherEngine()
                        .sessions()
                        .stored(session)
                        .orElseThrow()
                        .attributes()
                        .get("bad"))
                .isEqualTo(bad);
    }

    @Test
    default void an_unreadable_attribute_can_be_written_over_or_removed() {
        Encoded bad = bench().values().value("[1]", "ClassOfLastYear");
        Session session = withAttributes(Map.of("one", bad, "two", bad));

        Session copy = bench().copy(session);
        assertThat(copy.get("one")).isNull();
        copy.put("one", "fresh");
        copy.remove("two");
        bench().engine().flush(copy);

        Session after = bench().otherCopy(session);
        assertThat(after.get("one")).isEqualTo("fresh");
        assertThat(after.names()).containsExactlyInAnyOrder("good", "one");
    }

    @Test
    default void a_value_that_does_not_fit_the_type_asked_for_is_absent_for_that_type() {
        Session session = bench().stored("n", "seven");
        bench().forget();

        Session copy = bench().copy(session);

        assertThat(copy.get("n", Integer.class)).isNull();
        assertThat(copy.get("n")).isEqualTo("seven");
        assertThat(bench().events().take()).containsExactly("attributeUnreadable n");
    }

    @Test
    default void those_who_prefer_it_get_an_error_for_an_unreadable_attribute() {
        Session session = withAttributes(Map.of("bad", bench().values().value("[1]", "ClassOfLastYear")));
        SessionEngine strict = bench().engine(options -> options.onUnreadable(UnreadablePolicy.FAIL));

        Session copy = strict.retrieve(session.id()).orElseThrow();

        assertThatThrownBy(() -> copy.get("bad")).isInstanceOf(SessionCodecException.class);
        assertThatThrownBy(() -> copy.get("bad")).isInstanceOf(SessionCodecException.class);
        assertThat(copy.get("good")).isEqualTo(1);
    }

    @Test
    default void an_unreadable_record_is_no_session_and_stays_untouched() {
        Session session = bench().stored("a", 1);
        SessionKey key = key(session);
        assumeTrue(bench().place().spoil(key), "a record cannot be spoilt here");
        Optional<String> spoilt = bench().place().read(key);
        bench().forget();

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().events().take()).containsExactly("recordUnreadable");
        assertThat(spoilt).isPresent();
        assertThat(bench().place().read(key)).isEqualTo(spoilt);
    }

    @Test
    default void a_write_in_flight_does_not_repair_or_destroy_a_record_that_became_unreadable() {
        Session session = bench().stored("a", 1);
        SessionKey key = key(session);
        Session slow = bench().copy(session);
        Session other = bench().otherCopy(session);
        other.put("b", 2);
        bench().otherEngine().flush(other);
        assumeTrue(bench().place().spoil(key), "a record cannot be spoilt here");
        Optional<String> spoilt = bench().place().read(key);
        slow.put("late", true);

        try {
            bench().engine().flush(slow);
        } catch (UnreadableSessionException whereTheWholeRecordIsReadAgain) {
            assertThat(bench().place().read(key)).isEqualTo(spoilt);
        }
    }

    @Test
    default void those_who_prefer_it_get_an_error_for_an_unreadable_record() {
        Session session = bench().stored("a", 1);
        assumeTrue(bench().place().spoil(key(session)), "a record cannot be spoilt here");
        SessionEngine strict = bench().engine(options -> options.onUnreadable(UnreadablePolicy.FAIL));

        assertThatThrownBy(() -> strict.retrieve(session.id())).isInstanceOf(UnreadableSessionException.class);
    }

    /** A store that keeps handles outside the record says that it cannot read it; others do not find it. */
    @Test
    default void an_unreadable_record_is_not_ended_by_its_handle_and_nobody_is_told_so() {
        Session session = bench().stored("a", 1);
        SessionKey key = key(session);
        assumeTrue(bench().place().spoil(key), "a record cannot be spoilt here");
        Optional<String> spoilt = bench().place().read(key);

        try {
            assertThat(bench().engine().sessions().revoke(session.handle())).isFalse();
        } catch (UnreadableSessionException told) {
            assertThat(told).hasMessageNotContaining(session.id().value());
        }

        assertThat(bench().place().read(key)).isEqualTo(spoilt);
    }

    @Test
    default void an_unreadable_record_can_be_listed_past_and_ended() {
        Session session = bench().stored("a", 1);
        Session good = bench().stored("b", 2);
        SessionKey key = key(session);
        assumeTrue(bench().place().spoil(key), "a record cannot be spoilt here");

        assertThat(bench().engine().sessions().find(good.handle())).isPresent();
        assertThat(bench().store().delete(key, null)).isTrue();

        assertThat(bench().place().read(key)).isEmpty();
    }

    @Test
    default void deep_nesting_in_a_stored_value_spoils_no_other() {
        assumeTrue(
                bench().store().traits().encoding() != Encoding.BSON,
                "servers of BSON refuse what is nested so deeply");
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        Session session = withAttributes(Map.of("deep", Encoded.ofText(deep)));

        Session copy = bench().copy(session);

        assertThat(copy.get("deep")).isNull();
        assertThat(copy.get("good")).isEqualTo(1);
    }

    private SessionKey key(Session session) {
        return bench().engine()
                .sessions()
                .stored(session)
                .orElseThrow()
                .header()
                .key();
    }
}
