package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.error.SessionGoneException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two requests, each with its own copy of one session, in two processes. */
interface RaceContract extends ContractPart {

    @Test
    default void writes_of_different_attributes_both_survive() {
        Session session = bench().stored("a", 1);
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        one.put("one", 1);
        two.put("two", 2);
        two.remove("a");

        bench().engine().flush(one);
        bench().otherEngine().flush(two);

        assertThat(bench().copy(session).names()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    default void of_writes_of_the_same_attribute_the_last_one_wins() {
        Session session = bench().stored("a", 1);
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        one.put("a", "first");
        two.put("a", "last");

        bench().engine().flush(one);
        bench().otherEngine().flush(two);

        assertThat(bench().copy(session).get("a")).isEqualTo("last");
    }

    @Test
    default void a_change_that_keeps_meeting_other_writers_gets_through() {
        Session session = bench().stored("a", 1);
        Session one = bench().copy(session);
        one.put("one", 1);
        for (int i = 0; i < 3; i++) {
            String name = "other" + i;
            bench().store().before("update", () -> {
                Session other = bench().otherCopy(session);
                other.put(name, 1);
                bench().otherEngine().flush(other);
            });
        }

        bench().engine().flush(one);

        assertThat(bench().copy(session).names()).contains("a", "one", "other0");
    }

    @Test
    default void after_a_merge_the_session_shows_the_other_writers_attributes() {
        Session session = bench().stored("a", 1);
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        one.put("one", 1);
        bench().engine().flush(one);
        two.put("two", 2);
        bench().otherEngine().flush(two);

        two.put("three", 3);
        bench().otherEngine().flush(two);

        Session after = bench().copy(session);
        assertThat(after.names()).containsExactlyInAnyOrder("a", "one", "two", "three");
    }

    @Test
    default void an_object_held_over_a_merge_does_not_undo_the_other_writers_change() {
        Session session = bench().stored("cart", List.of("book"));
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        assertThat(two.get("cart")).isEqualTo(List.of("book"));
        one.put("cart", List.of("lamp"));
        bench().engine().flush(one);

        two.put("x", 1);
        bench().otherEngine().flush(two);
        two.put("y", 1);
        bench().otherEngine().flush(two);

        assertThat(bench().copy(session).get("cart")).isEqualTo(List.of("lamp"));
    }

    @Test
    default void a_late_write_does_not_bring_a_destroyed_session_back() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        bench().otherEngine().destroy(bench().otherCopy(session));
        bench().forget();

        assertThatThrownBy(() -> bench().engine().flush(slow)).isInstanceOf(SessionGoneException.class);

        assertThat(bench().events().take()).containsExactly("writeDropped");
        assertThat(bench().engine().retrieve(session.id())).isEmpty();
        assertThat(slow.isValid()).isFalse();
        assertThatThrownBy(() -> bench().engine().flush(slow)).isInstanceOf(SessionGoneException.class);
    }

    @Test
    default void a_destruction_in_the_middle_of_a_merge_is_final() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        Session other = bench().otherCopy(session);
        other.put("b", 2);
        bench().otherEngine().flush(other);
        bench().store().before("update", () -> {});
        bench().store().before("update", () -> bench().otherEngine().destroy(other));
        bench().store().before("find", () -> bench().otherEngine().destroy(other));

        try {
            bench().engine().flush(slow);
            bench().otherEngine().destroy(other);
        } catch (SessionGoneException expectedWhereTheStoreDetectsConflicts) {
            assertThat(slow.isValid()).isFalse();
        }

        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_late_touch_does_not_bring_a_destroyed_session_back() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW);
        Session slow = bench().copy(session);
        bench().otherEngine().destroy(bench().otherCopy(session));

        bench().engine().flush(slow);

        assertThat(bench().engine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_touch_beside_a_write_ends_the_session_no_earlier() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW);
        Session reader = bench().copy(session);
        Session writer = bench().otherCopy(session);
        bench().clock().advance(Duration.ofSeconds(10));
        writer.put("b", 2);
        bench().otherEngine().flush(writer);
        Instant afterWrite = header(session).expiresAt();

        bench().engine().flush(reader);

        assertThat(header(session).expiresAt()).isEqualTo(afterWrite);
        assertThat(bench().copy(session).get("b")).isEqualTo(2);
    }

    @Test
    default void a_write_beside_a_later_touch_ends_the_session_no_earlier() {
        Session session = bench().stored("a", 1);
        Session writer = bench().copy(session);
        writer.put("b", 2);
        bench().clock().advance(Duration.ofMinutes(10));
        bench().otherEngine().flush(bench().otherCopy(session));
        Instant touched = header(session).expiresAt();
        Instant access = header(session).lastAccessedAt();
        bench().clock().advance(Duration.ofMinutes(-10));

        bench().engine().flush(writer);

        assertThat(header(session).expiresAt()).isEqualTo(touched);
        assertThat(header(session).lastAccessedAt()).isEqualTo(access);
    }

    @Test
    default void a_write_beside_a_shorter_idle_limit_does_not_lengthen_the_session() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("b", 2);
        Session other = bench().otherCopy(session);
        other.setMaxIdle(Duration.ofSeconds(100));
        bench().otherEngine().flush(other);

        bench().engine().flush(slow);

        assertThat(header(session).maxIdle()).isEqualTo(Duration.ofSeconds(100));
        assertThat(header(session).expiresAt())
                .isEqualTo(bench().clock().instant().plusSeconds(110));
        assertThat(bench().copy(session).get("b")).isEqualTo(2);
    }

    @Test
    default void a_write_does_not_reach_another_session_that_was_made_under_the_same_key() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        SessionKey key = header(session).key();
        bench().otherStore().delete(key, null);
        SessionRecord heir =
                Records.record(key, bench().clock().instant(), SessionHeader.NEVER, "eve", values(Map.of("x", "1")));
        bench().otherStore().create(heir);

        assertThatThrownBy(() -> bench().engine().flush(slow)).isInstanceOf(SessionGoneException.class);

        assertThat(bench().store().find(key)).contains(heir);
    }

    @Test
    default void a_session_that_expired_and_was_deleted_does_not_come_back_with_a_late_write() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        bench().clock().advance(Duration.ofHours(1));
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();

        assertThatThrownBy(() -> bench().engine().flush(slow)).isInstanceOf(SessionGoneException.class);

        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_late_write_to_a_session_that_nobody_found_expired_keeps_it_alive() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        bench().clock().advance(Duration.ofHours(1));

        bench().engine().flush(slow);

        assertThat(bench().otherCopy(session).get("late")).isEqualTo(true);
    }

    @Test
    default void a_write_just_before_the_deletion_of_an_expired_session_saves_it() {
        Session session = bench().stored("a", 1);
        Session slow = bench().copy(session);
        slow.put("late", true);
        bench().clock().advance(Duration.ofHours(1));
        bench().otherStore().before("delete", () -> bench().engine().flush(slow));

        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();
        assertThat(bench().events().take()).doesNotContain("expired");
    }

    @Test
    default void principals_are_merged_too() {
        Session session = bench().stored("a", 1);
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        one.setPrincipal("ada");
        two.put("b", 2);

        bench().engine().flush(one);
        bench().otherEngine().flush(two);

        assertThat(bench().copy(session).principal()).isEqualTo("ada");
    }

    private SessionHeader header(Session session) {
        return bench().engine().sessions().stored(session).orElseThrow().header();
    }
}
