package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A session that another framework's cookie carries is stored once. Whatever fails meanwhile, its user stays logged in, and
 * after a logout no copy of the cookie brings it back.
 */
interface CarriedContract extends ContractPart {

    private SessionId cookie() {
        return CarriedCookies.of("ada", bench().clock().instant().plus(Duration.ofHours(10)));
    }

    /** Sessions and notes. */
    private long records() {
        return bench().otherStore().count(SessionQuery.ALL);
    }

    private void logOutAndTryTheCookie(SessionEngine engine, SessionId cookie) {
        engine.destroy(engine.retrieve(cookie).orElseThrow());
        assertOver(cookie);
    }

    private void assertOver(SessionId cookie) {
        assertThat(bench().carrying().retrieve(cookie)).isEmpty();
        assertThat(bench().otherCarrying().retrieve(cookie)).isEmpty();
    }

    @Test
    default void a_carried_session_is_stored_once_under_an_id_of_its_own() {
        SessionId cookie = cookie();

        Session session = bench().carrying().retrieve(cookie).orElseThrow();

        assertThat(bench().store().calls()).containsExactly("find", "create", "create");
        assertThat(bench().events().take())
                .containsExactlyInAnyOrder("attributeUnreadable code", "attributeUnreadable __carnet:x", "created");
        assertThat(session.id()).isNotEqualTo(cookie);
        assertThat(session.isNew()).isFalse();
        assertThat(session.names()).containsExactlyInAnyOrder("user", "cart");
        assertThat(session.get("cart")).isEqualTo(List.of("book", 2));
        session.put("n", 1);
        bench().engine().flush(session);
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();

        Session late = bench().otherCarrying().retrieve(cookie).orElseThrow();
        assertThat(late.id()).isEqualTo(session.id());
        assertThat(late.get("n")).isEqualTo(1);
        assertThat(bench().otherStore().calls()).containsExactly("find", "find", "find");
    }

    @Test
    default void after_a_logout_an_id_change_or_an_expiry_the_cookie_brings_nothing_back() {
        SessionId cookie = cookie();
        SessionEngine engine = bench().carrying();
        bench().engine().logIn(engine.retrieve(cookie).orElseThrow(), "ada");
        assertOver(cookie);
        assertThat(bench().engine().sessions().revokePrincipal("ada", null).sessions())
                .isEqualTo(1);
        assertOver(cookie);

        SessionId another = CarriedCookies.of("bob", bench().clock().instant().plus(Duration.ofHours(10)));
        logOutAndTryTheCookie(engine, another);

        SessionId third = CarriedCookies.of("eve", bench().clock().instant().plus(Duration.ofHours(10)));
        assertThat(engine.retrieve(third)).isPresent();
        bench().clock().advance(Duration.ofHours(1));
        assertThat(bench().otherCarrying().retrieve(third)).isEmpty();
        assertOver(third);
    }

    @Test
    default void requests_of_several_processes_with_one_cookie_meet_in_one_session() throws Exception {
        SessionId cookie = cookie();
        List<SessionEngine> engines = List.of(bench().carrying(), bench().otherCarrying());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<SessionId>> asked = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                SessionEngine engine = engines.get(i % 2);
                asked.add(
                        pool.submit(() -> engine.retrieve(cookie).orElseThrow().id()));
            }
            for (Future<SessionId> each : asked) {
                assertThat(each.get()).isEqualTo(asked.get(0).get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(records()).as("one session and its note").isEqualTo(2);
        assertThat(bench().events().take().stream().filter("created"::equals)).hasSize(1);
        logOutAndTryTheCookie(engines.get(0), cookie);
    }

    @Test
    default void a_process_that_dies_between_the_session_and_its_note_leaves_nothing_that_could_come_back() {
        SessionId cookie = cookie();
        bench().store().before("create", () -> {});
        bench().store().cutBefore("create");
        assertThatThrownBy(() -> bench().carrying().retrieve(cookie)).isInstanceOf(SessionStoreException.class);
        assertThat(bench().events().take()).doesNotContain("created");

        logOutAndTryTheCookie(bench().otherCarrying(), cookie);
    }

    private SessionHeader header(Session session) {
        return bench().otherEngine().sessions().stored(session).orElseThrow().header();
    }

    @Test
    default void a_session_without_limits_lives_for_ever_once_its_note_is_there() {
        Session session = bench().carryingForEver().retrieve(cookie()).orElseThrow();

        assertThat(bench().store().calls()).containsExactly("find", "create", "create", "touch");
        assertThat(header(session).expiresAt()).isEqualTo(SessionHeader.NEVER);
        session.put("n", 1);
        bench().engine().flush(session);
        assertThat(header(session).expiresAt()).isEqualTo(SessionHeader.NEVER);
    }

    @Test
    default void a_session_without_limits_whose_process_died_before_its_note_ends_all_the_same() {
        bench().store().before("create", () -> {});
        bench().store().cutBefore("create");
        SessionEngine dying = bench().carryingForEver();
        SessionId cookie = cookie();
        assertThatThrownBy(() -> dying.retrieve(cookie)).isInstanceOf(SessionStoreException.class);
        assertThat(records()).isEqualTo(1);

        bench().clock().advance(Duration.ofDays(2));

        assertThat(bench().otherEngine().sweep().sessions()).isEqualTo(1);
        assertThat(records()).isZero();
    }

    @Test
    default void a_session_whose_process_died_behind_its_note_gets_its_time_from_the_next_request() {
        bench().store().cutBefore("touch");
        SessionEngine engine = bench().carryingForEver();
        SessionId cookie = cookie();
        Session session = engine.retrieve(cookie).orElseThrow();
        assertThat(bench().events().take()).contains("touchFailed");
        assertThat(header(session).expiresAt()).isBefore(SessionHeader.NEVER);

        bench().clock().advance(Duration.ofMinutes(1));
        engine.flush(engine.retrieve(cookie).orElseThrow());

        assertThat(header(session).expiresAt()).isEqualTo(SessionHeader.NEVER);
    }

    @Test
    default void a_request_that_was_overtaken_by_a_logout_brings_nothing_back_even_if_its_process_dies() {
        for (String last : new String[] {"nothing", "create", "delete"}) {
            SessionId cookie = CarriedCookies.of(last, bench().clock().instant().plus(Duration.ofHours(10)));
            bench().store().before("create", () -> logOutAndTryTheCookie(bench().otherCarrying(), cookie));
            if (last.equals("nothing")) {
                assertThat(bench().carrying().retrieve(cookie)).isEmpty();
            } else {
                bench().store().cutBefore(last);
                SessionEngine dying = bench().carrying();
                assertThatThrownBy(() -> dying.retrieve(cookie)).isInstanceOf(SessionStoreException.class);
            }

            assertOver(cookie);
        }
    }

    @Test
    default void a_note_whose_answer_was_lost_is_found_and_one_that_was_refused_is_written_by_the_next_request() {
        SessionId cookie = cookie();
        bench().store().before("create", () -> {});
        bench().store().cutAfter("create");
        assertThat(bench().carrying().retrieve(cookie)).isPresent();
        assertThat(records()).isEqualTo(2);
        logOutAndTryTheCookie(bench().carrying(), cookie);

        SessionId another = CarriedCookies.of("bob", bench().clock().instant().plus(Duration.ofHours(10)));
        bench().store().before("create", () -> {});
        bench().store().doubtBefore("create");
        SessionEngine engine = bench().carrying();
        assertThatThrownBy(() -> engine.retrieve(another)).isInstanceOf(UnconfirmedWriteException.class);
        assertThat(engine.retrieve(another).orElseThrow().get("user")).isEqualTo("bob");
        logOutAndTryTheCookie(engine, another);
    }

    @Test
    default void an_unconfirmed_session_or_note_is_told_and_the_next_request_finds_the_session() {
        for (boolean isNote : new boolean[] {false, true}) {
            SessionId cookie =
                    CarriedCookies.of("ada" + isNote, bench().clock().instant().plus(Duration.ofHours(10)));
            if (isNote) {
                bench().store().before("create", () -> {});
            }
            bench().store().leaveUnconfirmed("create");
            SessionEngine engine = bench().carrying();
            assertThatThrownBy(() -> engine.retrieve(cookie)).isInstanceOf(UnconfirmedWriteException.class);
            long before = records();

            assertThat(bench().otherCarrying().retrieve(cookie)).isPresent();
            assertThat(records()).isEqualTo(before);
            logOutAndTryTheCookie(engine, cookie);
        }
    }

    @Test
    default void a_cookie_that_is_expired_damaged_or_unreadable_is_no_session_and_costs_no_call() {
        SessionId cookie = cookie();
        SessionEngine engine = bench().carrying();
        SessionId damaged = SessionId.of(cookie.value().replace("genuine", "altered"));
        assertThat(engine.retrieve(damaged)).isEmpty();
        assertThat(engine.retrieve(
                        CarriedCookies.broken(bench().clock().instant().plusSeconds(9))))
                .isEmpty();
        assertThat(bench().events().take()).containsExactly("recordUnreadable");
        bench().clock().advance(Duration.ofHours(11));
        assertThat(engine.retrieve(cookie)).isEmpty();
        assertThat(bench().engine().retrieve(cookie)).isEmpty();
        assertThat(bench().store().calls()).isEmpty();
    }
}
