package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionCodecException;
import dev.carnet.SessionEngine;
import dev.carnet.TypeRef;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.JsonGraph;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.Bench.Item;
import dev.carnet.testkit.Person.Couple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** With the codec for graphs what is one object in a session is one again, whoever wrote what meanwhile. */
@NullUnmarked // reads back what it has just put
interface GraphContract extends ContractPart {

    private SessionEngine here() {
        assumeTrue(bench().store().traits().encoding() != Encoding.BSON, "a graph is JSON, and this store keeps BSON");
        return bench().graphs();
    }

    private SessionEngine there() {
        return bench().otherGraphs();
    }

    private Session stored(Map<String, ?> attributes) {
        Session session = here().newSession();
        attributes.forEach(session::put);
        return here().flush(session);
    }

    private Session copy(Session session) {
        return here().retrieve(session.id()).orElseThrow();
    }

    private Session otherCopy(Session session) {
        return there().retrieve(session.id()).orElseThrow();
    }

    private Attributes kept(Session session) {
        return bench().otherGraphs().registry().stored(session).orElseThrow().attributes();
    }

    private List<String> parts(Session session) {
        Attributes kept = kept(session);
        return kept.names().stream()
                .filter(name -> JsonGraph.isPart(kept.get(name)))
                .toList();
    }

    private static Map<String, Object> map(Session session, String name) {
        return map(session.get(name));
    }

    @SuppressWarnings("unchecked") // the tests put it there
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Person person(Session session, String name) {
        return session.get(name, Person.class);
    }

    private static Map<String, Object> mutable(String name, Object value) {
        return new HashMap<>(Map.of(name, value));
    }

    @Test
    default void what_two_attributes_share_is_one_object_again_in_another_process() {
        Map<String, Object> bob = mutable("name", "bob");
        Session session = stored(Map.of("a", mutable("friend", bob), "b", mutable("friend", bob)));

        Session there = otherCopy(session);

        assertThat(map(there, "a").get("friend"))
                .isEqualTo(Map.of("name", "bob"))
                .isSameAs(map(there, "b").get("friend"));
    }

    @Test
    default void what_is_shared_within_an_attribute_is_one_object_again() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("people", new ArrayList<>(List.of(bob, new Person("eve"), bob))));

        List<Person> people = otherCopy(session).get("people", new TypeRef<>() {});

        assertThat(people).extracting(Person::getName).containsExactly("bob", "eve", "bob");
        assertThat(people.get(2)).isSameAs(people.get(0)).isNotSameAs(people.get(1));
    }

    @Test
    default void an_attribute_can_be_what_another_holds() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("bob", bob, "again", bob, "people", new ArrayList<>(List.of(bob))));

        Session there = otherCopy(session);

        assertThat(there.<List<Person>>get("people", new TypeRef<>() {}).get(0))
                .isSameAs(person(there, "bob"))
                .isSameAs(there.get("again"));
    }

    @Test
    default void circles_are_circles_again() {
        Map<String, Object> ring = new HashMap<>();
        ring.put("next", mutable("next", ring));
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Session session = stored(Map.of("ring", ring, "itself", itself));

        Session there = otherCopy(session);

        Map<String, Object> read = map(there, "ring");
        assertThat(((Map<?, ?>) read.get("next")).get("next")).isSameAs(read);
        List<?> list = (List<?>) there.get("itself");
        assertThat(list.get(0)).isSameAs(list);
    }

    @Test
    default void objects_of_the_application_that_know_each_other_come_back() {
        Person mother = new Person("ada");
        Person child = new Person("bob");
        child.setFriend(mother);
        child.setLuggage(new Person[] {mother, child});
        mother.getChildren().add(child);
        mother.setLuggage(new Couple(mother, new ArrayList<>(List.of(child))));
        Session session = stored(Map.of("mother", mother, "child", child));

        Session there = otherCopy(session);

        Person read = person(there, "mother");
        Person bob = read.getChildren().get(0);
        assertThat(bob).isSameAs(person(there, "child"));
        assertThat(bob.getFriend()).isSameAs(read);
        assertThat((Object[]) bob.getLuggage()).containsExactly(read, bob);
        assertThat(read.getLuggage()).isEqualTo(new Couple(read, List.of(bob)));
    }

    @Test
    default void a_record_in_a_circle_comes_back_from_wherever_one_begins() {
        for (String first : List.of("couple", "person", "list")) {
            Person ada = new Person("ada");
            List<Object> list = new ArrayList<>();
            Couple couple = new Couple(ada, list);
            ada.setLuggage(couple);
            list.add(couple);
            Session session = stored(Map.of("couple", couple, "person", ada, "list", list));

            Session there = otherCopy(session);
            assertThat(there.get(first)).isNotNull();

            Couple read = there.get("couple", Couple.class);
            assertThat(read.one()).isSameAs(person(there, "person"));
            assertThat(read.one().getLuggage()).isSameAs(read);
            assertThat(read.other()).isSameAs(there.get("list"));
            assertThat(((List<?>) there.get("list")).get(0)).isSameAs(read);
        }
    }

    @Test
    default void sets_and_arrays_keep_what_they_share() {
        Person bob = new Person("bob");
        int[] numbers = {1, 2};
        Set<Object> set = new HashSet<>(List.of(bob, "x"));
        Session session = stored(Map.of("set", set, "bob", bob, "n", numbers, "m", new ArrayList<>(List.of(numbers))));

        Session there = otherCopy(session);

        assertThat((Set<?>) there.get("set")).hasSize(2).anyMatch(each -> each == there.get("bob"));
        assertThat(((List<?>) there.get("m")).get(0)).isSameAs(there.get("n"));
        assertThat((int[]) there.get("n")).containsExactly(1, 2);
    }

    @Test
    default void types_beside_references_come_back() {
        Item item = new Item("tea", 2);
        Map<Long, Object> map = new TreeMap<>(Map.of(1L, item, 2L, 3L));
        Session session = stored(Map.of("map", map, "item", item));

        Session there = otherCopy(session);

        assertThat(there.get("map")).isInstanceOf(TreeMap.class).isEqualTo(map);
        assertThat(((Map<?, ?>) there.get("map")).get(1L)).isSameAs(there.get("item"));
    }

    @Test
    default void members_may_have_any_name() {
        Map<String, Object> odd = new LinkedHashMap<>();
        for (String name :
                List.of("$ref", "id", "data", "root", "__CLASS__", "public::id", "public::", "tied", "weak")) {
            odd.put(name, name.equals("id") ? 7L : name + ".data");
        }
        Session session =
                stored(Map.of("odd", odd, "again", new ArrayList<>(List.of(odd)), "alone", new HashMap<>(odd)));

        Session there = otherCopy(session);

        assertThat(there.get("odd")).isEqualTo(odd).isSameAs(((List<?>) there.get("again")).get(0));
        assertThat(there.get("alone")).isEqualTo(odd);
    }

    @Test
    default void parts_are_no_attributes() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", bob));

        assertThat(parts(session)).hasSize(1);
        assertThat(session.names()).containsExactlyInAnyOrder("a", "b");
        assertThat(otherCopy(session).names()).containsExactlyInAnyOrder("a", "b");
    }

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
    default void equal_constants_tie_nothing() {
        List<String> constant = List.of("x");
        Session session = stored(Map.of("a", constant, "b", mutable("c", constant), "d", mutable("c", List.of())));

        assertThat(kept(session).names()).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    default void a_part_that_cannot_be_read_hides_those_that_refer_to_it_and_no_others() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", bob, "c", mutable("n", 1)));
        Map<String, Encoded> spoilt = new LinkedHashMap<>(kept(session).values());
        spoilt.replaceAll(
                (name, value) -> JsonGraph.isPart(value) ? Encoded.of(value.bytes(), "&ClassOfLastYear") : value);
        SessionRecord record = bench().graphs().registry().stored(session).orElseThrow();
        bench().store().delete(record.header().key(), null);
        bench().store().create(new SessionRecord(record.header(), new Attributes(spoilt)));
        bench().forget();

        Session copy = copy(session);
        assertThat(copy.get("a")).isNull();
        assertThat(copy.get("b")).isNull();
        assertThat(bench().events().take()).containsExactly("attributeUnreadable a", "attributeUnreadable b");
        map(copy, "c").put("n", 2);
        here().flush(copy);

        assertThat(kept(session).values()).containsAllEntriesOf(without(spoilt, "c"));
    }

    private static Map<String, Encoded> without(Map<String, Encoded> values, String name) {
        Map<String, Encoded> left = new LinkedHashMap<>(values);
        left.remove(name);
        return left;
    }

    @Test
    default void a_reference_that_leads_nowhere_hides_its_attribute_only() {
        Session session = stored(Map.of("n", 1));
        SessionRecord record = here().registry().stored(session).orElseThrow();
        bench().store().delete(record.header().key(), null);
        Encoded broken =
                JsonGraph.referring(JsonGraph.reference(JsonGraph.newName()).getBytes(StandardCharsets.UTF_8), null);
        bench().store()
                .create(new SessionRecord(
                        record.header(), record.attributes().with(Map.of("broken", broken), Set.of())));

        Session there = otherCopy(session);

        assertThat(there.get("broken")).isNull();
        assertThat(there.get("n")).isEqualTo(1);
    }

    @Test
    default void what_cannot_be_stored_is_refused_when_it_is_put() {
        Session session = stored(Map.of("a", 1));
        Map<String, Object> deep = new HashMap<>();
        Map<String, Object> at = deep;
        for (int i = 0; i < 600; i++) {
            Map<String, Object> next = new HashMap<>();
            at.put("next", next);
            at = next;
        }
        List<Object> circle = new ArrayList<>(List.of(Thread.currentThread()));
        circle.add(circle);

        assertThatThrownBy(() -> session.put("deep", deep))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("nested more than 500 levels");
        assertThatThrownBy(() -> session.put("circle", circle))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.lang.Thread");

        assertThat(session.names()).containsExactly("a");
    }

    @Test
    default void an_object_that_was_changed_into_what_cannot_be_stored_is_refused_at_the_flush_and_nothing_is_lost() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", bob));
        Session copy = copy(session);
        person(copy, "a").setLuggage(Thread.currentThread());

        assertThatThrownBy(() -> here().flush(copy)).isInstanceOf(SessionCodecException.class);

        Session there = otherCopy(session);
        assertThat(there.get("b")).isSameAs(there.get("a"));
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
