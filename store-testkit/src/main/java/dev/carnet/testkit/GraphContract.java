package dev.carnet.testkit;

import static dev.carnet.testkit.GraphPart.map;
import static dev.carnet.testkit.GraphPart.mutable;
import static dev.carnet.testkit.GraphPart.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.TypeRef;
import dev.carnet.testkit.Bench.Item;
import dev.carnet.testkit.Person.Couple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** With the codec for graphs what is one object in a session is one again, in whatever process. */
@NullUnmarked // reads back what it has just put
interface GraphContract extends GraphPart {

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
    default void equal_constants_tie_nothing() {
        List<String> constant = List.of("x");
        Session session = stored(Map.of("a", constant, "b", mutable("c", constant), "d", mutable("c", List.of())));

        assertThat(kept(session).names()).containsExactlyInAnyOrder("a", "b", "d");
    }
}
