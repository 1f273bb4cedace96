package dev.carnet.testkit;

import static dev.carnet.testkit.GraphPart.map;
import static dev.carnet.testkit.GraphPart.mutable;
import static dev.carnet.testkit.GraphPart.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A graph that is changed, here and there at once, stays whole. */
@NullUnmarked // reads back what it has just put
interface GraphChangeContract extends GraphPart {

    @Test
    default void a_request_that_only_looked_at_a_graph_writes_nothing() {
        Person ada = new Person("ada");
        ada.setFriend(ada);
        ada.setLuggage(new HashSet<>(List.of(new Person("x"), new Person("y"), ada)));
        Session session = stored(Map.of("ada", ada, "people", new ArrayList<>(List.of(ada)), "plain", mutable("n", 1)));
        bench().forget();

        Session copy = copy(session);
        copy.get("ada");
        copy.get("people");
        copy.get("plain");
        here().flush(copy);
        assertThat(bench().store().calls()).containsExactly("find");

        session.get("ada");
        here().flush(session);
        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void a_change_made_through_one_attribute_is_seen_through_the_other() {
        Map<String, Object> bob = mutable("name", "bob");
        Session session = stored(Map.of("a", mutable("friend", bob), "b", mutable("friend", bob)));

        Session copy = copy(session);
        map(map(copy, "a").get("friend")).put("name", "rob");
        here().flush(copy);

        Session there = otherCopy(session);
        assertThat(map(there, "b").get("friend"))
                .isEqualTo(Map.of("name", "rob"))
                .isSameAs(map(there, "a").get("friend"));
        assertThat(map(copy, "b").get("friend")).isSameAs(map(copy, "a").get("friend"));
    }

    @Test
    default void a_session_with_a_graph_goes_on_after_a_flush() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", new ArrayList<>(List.of(bob))));
        bench().forget();

        here().flush(session);
        assertThat(bench().store().calls()).isEmpty();
        bob.setName("rob");
        here().flush(session);
        here().flush(session);
        assertThat(bench().store().calls()).containsExactly("update");
        session.put("c", bob);
        here().changeId(session);
        bob.setName("tom");
        here().flush(session);

        Session there = otherCopy(session);
        assertThat(person(there, "a").getName()).isEqualTo("tom");
        assertThat(there.get("c")).isSameAs(there.get("a"));
        assertThat(parts(session)).hasSize(1);
    }

    @Test
    default void what_nobody_refers_to_any_more_is_taken_away() {
        Person bob = new Person("bob");
        Person eve = new Person("eve");
        bob.setFriend(eve);
        Session session = stored(Map.of("a", bob, "b", bob, "c", eve, "d", 1));
        assertThat(parts(session)).hasSize(2);

        Session copy = copy(session);
        copy.remove("a");
        copy.put("b", "nobody");
        here().flush(copy);
        assertThat(parts(session)).hasSize(1);
        assertThat(person(otherCopy(session), "c").getName()).isEqualTo("eve");

        copy.remove("c");
        here().flush(copy);
        assertThat(kept(session).names()).containsExactlyInAnyOrder("b", "d");
    }

    @Test
    default void writes_beside_a_graph_both_survive() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", bob, "c", mutable("n", 1)));
        Session one = copy(session);
        Session two = otherCopy(session);
        person(one, "a").setName("rob");
        map(two, "c").put("n", 2);

        here().flush(one);
        there().flush(two);

        Session after = copy(session);
        assertThat(person(after, "b").getName()).isEqualTo("rob");
        assertThat(after.get("b")).isSameAs(after.get("a"));
        assertThat(map(after, "c")).containsEntry("n", 2);
    }

    @Test
    default void of_writes_to_attributes_that_share_the_last_one_wins_as_a_whole() {
        Map<String, Object> shared = mutable("n", 0);
        Session session = stored(Map.of("a", mutable("s", shared), "b", mutable("s", shared)));
        Session one = copy(session);
        Session two = otherCopy(session);
        map(map(one, "a").get("s")).put("n", 1);
        map(one, "a").put("by", "one");
        map(map(two, "b").get("s")).put("n", 2);
        map(two, "b").put("by", "two");

        here().flush(one);
        there().flush(two);

        Session after = copy(session);
        assertThat(map(after, "a")).doesNotContainKey("by");
        assertThat(map(after, "b")).containsEntry("by", "two");
        assertThat(map(after, "a").get("s"))
                .isEqualTo(Map.of("n", 2))
                .isSameAs(map(after, "b").get("s"));
    }

    @Test
    default void a_link_made_here_and_a_link_made_there_leave_no_reference_that_leads_nowhere() {
        Map<String, Object> shared = mutable("n", 0);
        Session session = stored(Map.of("a", mutable("s", shared), "b", mutable("s", shared), "c", 1, "d", 1));
        Session one = copy(session);
        Session two = otherCopy(session);
        one.put("c", map(one, "a"));
        two.put("d", map(two, "b").get("s"));

        here().flush(one);
        there().flush(two);

        Session after = copy(session);
        after.names().forEach(name -> assertThat(after.get(name)).as(name).isNotNull());
        assertThat(map(after, "a").get("s")).isSameAs(map(after, "b").get("s")).isSameAs(after.get("d"));
        assertThat(after.get("c")).isEqualTo(Map.of("s", Map.of("n", 0)));
    }

    @Test
    default void what_was_not_looked_at_is_carried_along_with_what_it_is_tied_to() {
        Map<String, Object> shared = mutable("n", 0);
        Person unread = new Person("unread");
        unread.setLuggage(shared);
        unread.getChildren().add(unread);
        Session session = stored(Map.of("a", mutable("s", shared), "b", unread));

        Session copy = copy(session);
        map(map(copy, "a").get("s")).put("n", 1);
        here().flush(copy);

        Session there = otherCopy(session);
        assertThat(person(there, "b").getLuggage())
                .isEqualTo(Map.of("n", 1))
                .isSameAs(map(there, "a").get("s"));
        assertThat(person(there, "b").getChildren().get(0)).isSameAs(there.get("b"));
        assertThat(person(copy, "b").getLuggage()).isSameAs(map(copy, "a").get("s"));
    }

    @Test
    default void many_writers_of_one_graph_leave_it_whole() throws Exception {
        Map<String, Object> shared = mutable("n", -1);
        Session session = stored(Map.of("a", mutable("s", shared), "b", mutable("s", shared)));
        List<Callable<Session>> writers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int n = i;
            SessionEngine engine = i % 2 == 0 ? here() : there();
            writers.add(() -> {
                Session copy = engine.retrieve(session.id()).orElseThrow();
                String name = n % 3 == 0 ? "a" : "b";
                map(map(copy, name).get("s")).put("n", n);
                if (n % 4 == 0) {
                    copy.put("link" + n, map(copy, name).get("s"));
                }
                copy.put("own" + n, n);
                return engine.flush(copy);
            });
        }

        LoadContract.inParallel(writers);

        Session after = otherCopy(session);
        after.names().forEach(name -> assertThat(after.get(name)).as(name).isNotNull());
        assertThat(after.names()).hasSize(2 + 6 + 24);
        assertThat(map(after, "a").get("s")).isSameAs(map(after, "b").get("s"));
        after.put("a", 0);
        there().flush(after);
        assertThat(parts(session)).hasSizeLessThanOrEqualTo(7);
    }
}
