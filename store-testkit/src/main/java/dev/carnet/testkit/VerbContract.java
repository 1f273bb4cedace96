package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Create, retrieve, flush, change id, destroy: what they do and how often they call the store. */
interface VerbContract extends ContractPart {

    @Test
    default void a_session_created_here_is_retrieved_there() {
        Session session = bench().engine().create();
        assertThat(session.isNew()).isTrue();
        session.put("user", "ada");
        session.setPrincipal("ada");
        bench().engine().flush(session);

        Session there = bench().otherCopy(session);

        assertThat(there.isNew()).isFalse();
        assertThat(there.get("user")).isEqualTo("ada");
        assertThat(there.principal()).isEqualTo("ada");
        assertThat(there.handle()).isEqualTo(session.handle());
        assertThat(there.createdAt()).isEqualTo(session.createdAt());
        assertThat(there.names()).containsExactly("user");
    }

    @Test
    default void create_stores_at_once() {
        Session session = bench().engine().create();

        assertThat(bench().store().calls()).containsExactly("create");
        assertThat(bench().events().take()).containsExactly("created");
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_new_session_is_stored_when_something_was_put_into_it() {
        Session visitor = bench().engine().newSession();
        visitor.get("user");
        visitor.setMaxIdle(Duration.ofHours(1));
        bench().engine().flush(visitor);
        assertThat(bench().store().calls()).isEmpty();
        assertThat(visitor.isStored()).isFalse();

        visitor.put("seen", 1);
        bench().engine().flush(visitor);
        assertThat(bench().store().calls()).containsExactly("create");
        assertThat(bench().otherCopy(visitor).maxIdle()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    default void reading_costs_one_call_and_changing_one_more() {
        Session session = bench().stored("n", 1);
        bench().forget();

        Session reader = bench().copy(session);
        reader.get("n");
        bench().engine().flush(reader);
        assertThat(bench().store().calls()).containsExactly("find");

        Session writer = bench().copy(session);
        writer.put("n", 2);
        writer.put("m", 3);
        writer.remove("x");
        bench().engine().flush(writer);
        assertThat(bench().store().calls()).containsExactly("find", "update");
        bench().engine().flush(writer);
        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void an_id_change_with_all_that_goes_with_a_login_costs_one_call() {
        Session session = bench().stored("cart", List.of("book"));
        bench().forget();

        session.put("user", "ada");
        session.setPrincipal("ada");
        bench().engine().changeId(session);

        assertThat(bench().store().calls()).containsExactly("update");
        assertThat(bench().events().take()).containsExactly("idChanged");
        assertThat(bench().otherCopy(session).get("user")).isEqualTo("ada");
    }

    @Test
    default void destroying_costs_one_call_and_is_final() {
        Session session = bench().stored("a", 1);
        bench().forget();

        bench().engine().destroy(session);
        bench().engine().destroy(session);

        assertThat(bench().store().calls()).containsExactly("delete");
        assertThat(bench().events().take()).containsExactly("destroyed DESTROYED");
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
        assertThat(session.isValid()).isFalse();
        assertThatThrownBy(() -> session.get("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.put("a", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void destroying_a_session_that_was_never_stored_costs_nothing() {
        Session session = bench().engine().newSession();

        bench().engine().destroy(session);

        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void an_unknown_id_is_no_session_and_rubbish_does_not_reach_the_store() {
        assertThat(bench().engine().retrieve(SessionId.of("A".repeat(40)))).isEmpty();
        assertThat(bench().store().calls()).containsExactly("find");

        for (String rubbish :
                new String[] {null, "", " ", "A".repeat(39), "A".repeat(41), "é".repeat(40), "../../etc"}) {
            assertThat(SessionId.parse(rubbish).flatMap(bench().engine()::retrieve))
                    .isEmpty();
        }
        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void removing_and_setting_to_null_are_the_same() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().engine().flush(session);

        Session copy = bench().copy(session);
        copy.put("a", null);
        copy.remove("b");
        copy.put("c", 3);
        bench().engine().flush(copy);

        assertThat(bench().otherCopy(session).names()).containsExactly("c");
    }

    @Test
    default void a_session_goes_on_after_a_flush() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().engine().flush(session);
        session.put("a", 3);
        session.remove("b");
        bench().engine().changeId(session);
        session.put("c", 4);
        bench().engine().flush(session);

        Session copy = bench().otherCopy(session);
        assertThat(copy.get("a")).isEqualTo(3);
        assertThat(copy.get("c")).isEqualTo(4);
        assertThat(copy.names()).containsExactlyInAnyOrder("a", "c");
    }
}
