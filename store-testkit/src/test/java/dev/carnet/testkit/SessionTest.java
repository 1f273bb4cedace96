package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.TypeRef;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session in an application's hands: what each method does, whatever the store. */
class SessionTest {
    private final SessionEngine engine =
            SessionEngine.builder(new MemorySessionStore()).build();

    @AfterEach
    void close() {
        engine.close();
    }

    private Session stored() {
        Session session = engine.create();
        session.put("n", 7);
        session.put("cart", List.of("book"));
        return engine.flush(session);
    }

    private Session again(Session session) {
        return engine.retrieve(session.id()).orElseThrow();
    }

    @Test
    void no_idle_limit_is_longer_than_stores_can_count() {
        Session session = stored();

        assertThatThrownBy(() -> session.setMaxIdle(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null is for ever");
        session.setMaxIdle(SessionOptions.LONGEST_IDLE);
        engine.flush(session);

        assertThat(again(session).maxIdle()).isEqualTo(SessionOptions.LONGEST_IDLE);
    }

    @Test
    void an_update_may_end_the_session() {
        Session session = stored();

        assertThat(engine.update(session.id(), engine::destroy))
                .hasValueSatisfying(ended -> assertThat(ended.isDestroyed()).isTrue());
        assertThat(engine.retrieve(session.id())).isEmpty();
    }

    @Test
    void a_closed_engine_takes_no_session_for_gone() {
        Session session = stored();

        engine.close();

        assertThatThrownBy(() -> engine.retrieve(session.id()))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("closed");
    }

    static List<Consumer<Session>> callsWithoutAName() {
        return List.of(
                session -> session.put(null, 1),
                session -> session.put(null, null),
                session -> session.get(null),
                session -> session.get(null, String.class),
                session -> session.get(null, new TypeRef<List<String>>() {}),
                session -> session.getOrDefault(null, String.class, ""),
                session -> session.contains(null),
                session -> session.pop(null),
                session -> session.pop(null, String.class),
                session -> session.remove(null));
    }

    @ParameterizedTest
    @MethodSource("callsWithoutAName")
    void a_name_is_required_at_once_and_later_flushes_go_on(Consumer<Session> call) {
        Session session = stored();

        assertThatNullPointerException().isThrownBy(() -> call.accept(session)).withMessageContaining("name");

        session.put("m", 8);
        engine.flush(session);
        assertThat(again(session).names()).containsExactlyInAnyOrder("n", "cart", "m");
    }

    @Test
    void a_primitives_class_stands_for_its_box() {
        Session session = again(stored());

        int n = session.get("n", int.class);

        assertThat(n).isEqualTo(7);
        assertThat(session.get("absent", int.class)).isNull();
        assertThat(session.getOrDefault("absent", long.class, 3L)).isEqualTo(3L);
        assertThat(session.getOrDefault("n", int.class, 3)).isEqualTo(7);
    }

    @Test
    void a_default_is_not_put() {
        Session session = again(stored());

        session.getOrDefault("absent", String.class, "default");

        assertThat(session.contains("absent")).isFalse();
        assertThat(session.contains("n")).isTrue();
    }

    @Test
    void what_is_popped_is_gone_in_the_next_request() {
        Session session = again(stored());

        assertThat(session.pop("n")).isEqualTo(7);
        assertThat(session.pop("n")).isNull();
        assertThat(session.pop("cart", String.class)).isNull();
        engine.flush(session);

        assertThat(again(session).names()).isEmpty();
    }

    @Test
    void clear_takes_all_attributes_and_nothing_else() {
        Session session = again(stored());
        session.setPrincipal("ada");
        session.setMaxIdle(Duration.ofHours(1));
        session.put("new", true);
        session.clear();
        session.put("n", 8);
        engine.flush(session);

        Session later = again(session);
        assertThat(later.names()).containsExactly("n");
        assertThat(later.get("n")).isEqualTo(8);
        assertThat(later.principal()).isEqualTo("ada");
        assertThat(later.maxIdle()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void clear_takes_what_several_attributes_share() {
        try (SessionEngine graphs =
                SessionEngine.builder(new MemorySessionStore()).codec("graph").build()) {
            Session session = graphs.create();
            List<String> shared = new ArrayList<>(List.of("book"));
            session.put("cart", shared);
            session.put("saved", shared);
            graphs.flush(session);

            graphs.update(session.id(), Session::clear);

            assertThat(graphs.sessions()
                            .stored(session)
                            .orElseThrow()
                            .attributes()
                            .values())
                    .isEmpty();
        }
    }

    @Test
    void one_call_retrieves_changes_and_stores() {
        Session session = stored();

        assertThat(engine.update(session.id(), each -> each.put("n", 8)))
                .get()
                .extracting(each -> each.get("n"))
                .isEqualTo(8);

        assertThat(again(session).get("n")).isEqualTo(8);
    }

    @Test
    void no_session_is_no_change() {
        Session ended = stored();
        engine.destroy(ended);

        assertThat(engine.update(ended.id(), each -> each.put("n", 8))).isEmpty();
        assertThat(engine.retrieve(ended.id())).isEmpty();
    }

    @Test
    void a_change_that_fails_stores_nothing() {
        Session session = stored();

        assertThatThrownBy(() -> engine.update(session.id(), each -> {
                    each.put("n", 8);
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(again(session).get("n")).isEqualTo(7);
    }

    static List<Consumer<Session>> callsOnAnEndedSession() {
        return List.of(
                Session::isNew,
                Session::names,
                Session::principal,
                Session::createdAt,
                Session::lastAccessedAt,
                Session::endsAt,
                Session::changeId,
                Session::clear,
                session -> session.get("n"),
                session -> session.get("n", int.class),
                session -> session.get("n", new TypeRef<Integer>() {}),
                session -> session.getOrDefault("n", int.class, 1),
                session -> session.contains("n"),
                session -> session.put("n", 1),
                session -> session.put("n", null),
                session -> session.remove("n"),
                session -> session.pop("n"),
                session -> session.pop("n", int.class),
                session -> session.setPrincipal("ada"),
                session -> session.setMaxIdle(null));
    }

    @ParameterizedTest
    @MethodSource("callsOnAnEndedSession")
    void an_ended_session_refuses(Consumer<Session> call) {
        Session session = stored();
        engine.destroy(session);

        assertThatThrownBy(() -> call.accept(session)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_ended_session_still_says_which_it_was() {
        Session session = stored();
        String id = session.id().value();
        String handle = session.handle();

        engine.destroy(session);

        assertThat(session.id().value()).isEqualTo(id);
        assertThat(session.handle()).isEqualTo(handle);
        assertThat(session.maxIdle()).isEqualTo(engine.options().maxIdle());
        assertThat(session.isValid()).isFalse();
        assertThat(session.isStored()).isFalse();
    }

    @Test
    void a_session_found_gone_can_be_read_but_not_stored() {
        Session session = again(stored());
        engine.destroy(again(session));
        session.put("n", 8);
        assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionGoneException.class);

        assertThat(session.get("n")).isEqualTo(8);
        assertThat(session.isValid()).isFalse();
        assertThat(session.isStored()).isFalse();
        session.put("n", 9);
        assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionGoneException.class);
    }
}
