package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.Bench.Item;
import dev.carnet.testkit.Bench.Unlisted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What counts as a change: a put, a removal, a value filled in place; nothing else. */
@NullUnmarked // reads back what it has just put
interface ChangeContract extends ContractPart {

    @Test
    default void a_list_that_is_filled_in_place_is_stored() {
        Session session = bench().stored("cart", new ArrayList<>(List.of("book")));

        Session copy = bench().copy(session);
        cart(copy).add("lamp");
        bench().engine().flush(copy);

        assertThat(bench().otherCopy(session).get("cart")).isEqualTo(List.of("book", "lamp"));
    }

    @Test
    default void a_list_that_is_filled_after_it_was_put_and_flushed_is_stored_again() {
        List<String> cart = new ArrayList<>(List.of("book"));
        Session session = bench().stored("cart", cart);
        cart.add("lamp");
        bench().engine().flush(session);
        cart.add("pen");
        bench().engine().flush(session);

        assertThat(bench().otherCopy(session).get("cart")).isEqualTo(List.of("book", "lamp", "pen"));
    }

    @Test
    default void a_change_deep_inside_a_value_is_stored() {
        Session session = bench().stored("tree", Map.of("a", List.of(Map.of("b", new ArrayList<>(List.of(1))))));

        Session copy = bench().copy(session);
        Map<String, List<Map<String, List<Object>>>> tree = copy.get("tree", new TypeRef<>() {});
        assertThat(tree).isNotNull();
        tree.get("a").get(0).get("b").add(2);
        bench().engine().flush(copy);

        assertThat(bench().otherCopy(session).get("tree")).isEqualTo(Map.of("a", List.of(Map.of("b", List.of(1, 2)))));
    }

    @Test
    default void a_request_that_only_looked_at_a_mutable_value_writes_nothing() {
        Session session = bench().stored("cart", new ArrayList<>(List.of("book", 2L, Map.of("k", 1.5))));
        session.put("item", new Item("book", 1));
        bench().engine().flush(session);
        bench().forget();

        Session copy = bench().copy(session);
        copy.get("cart");
        copy.get("item");
        copy.get("item", Item.class);
        bench().engine().flush(copy);

        assertThat(bench().store().calls()).containsExactly("find");
    }

    @Test
    default void pretty_printed_reordered_or_older_values_are_no_change_when_only_looked_at() {
        Values values = bench().values();
        Session session = planted(Map.of(
                "pretty", values.value("{\n  \"b\" : [ 1,\t2 ],\n  \"a\" : \"\\u00e9\"\n}"),
                "reordered", values.value("{\"count\":3,\"name\":\"book\"}", "Item"),
                "older", values.value("{\"name\":\"book\"}", "Item"),
                "newer", values.value("{\"name\":\"book\",\"count\":1,\"price\":2}", "Item")));
        bench().forget();

        assertThat(session.get("pretty")).isEqualTo(Map.of("a", "é", "b", List.of(1, 2)));
        assertThat(session.get("reordered")).isEqualTo(new Item("book", 3));
        assertThat(session.get("older")).isEqualTo(new Item("book", 0));
        assertThat(session.get("newer")).isEqualTo(new Item("book", 1));
        bench().engine().flush(session);

        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void attributes_nobody_changed_are_written_back_as_they_stand() {
        Values values = bench().values();
        Map<String, Encoded> odd = Map.of(
                "pretty", values.value("{ \"a\" : 1.0 }"),
                "number", values.value("1.50e1"),
                "escaped", values.value("\"\\u0041\\/\""));
        Session session = planted(odd);
        session.get("pretty");
        session.put("new", 1);

        bench().engine().flush(session);

        var stored =
                bench().otherEngine().sessions().stored(session).orElseThrow().attributes();
        odd.forEach((name, value) -> assertThat(stored.get(name)).as(name).isEqualTo(value));
    }

    @Test
    default void a_value_read_under_two_types_is_one_value() {
        Session session = bench().stored("item", new Item("book", 1));
        Session copy = bench().copy(session);

        assertThat(copy.get("item", new TypeRef<Map<String, Object>>() {})).containsEntry("name", "book");
        copy.get("item", new TypeRef<Map<String, Object>>() {}).put("count", 5);
        bench().engine().flush(copy);

        assertThat(bench().otherCopy(session).get("item", Item.class)).isEqualTo(new Item("book", 5));
    }

    @Test
    default void a_value_read_as_a_class_that_is_not_allowed_is_a_copy() {
        Session session = bench().stored("items", List.of(Map.of("name", "book", "count", 1)));
        Session copy = bench().copy(session);
        bench().forget();

        List<Unlisted> items = copy.get("items", new TypeRef<>() {});
        assertThat(items).containsExactly(new Unlisted("book", 1));
        items.clear();
        items.add(new Unlisted("lamp", 2));
        bench().engine().flush(copy);

        assertThat(bench().store().calls()).isEmpty();
    }

    @Test
    default void a_value_changed_into_something_that_cannot_be_stored_is_refused_at_the_flush() {
        Session session = bench().stored("cart", new ArrayList<>(List.of("book")));
        Session copy = bench().copy(session);
        cart(copy).add(Thread.currentThread());

        assertThatThrownBy(() -> bench().engine().flush(copy)).isInstanceOf(SessionCodecException.class);

        assertThat(bench().otherCopy(session).get("cart")).isEqualTo(List.of("book"));
    }

    @Test
    default void removed_and_put_again_in_one_request_is_put() {
        Session session = bench().stored("a", 1);
        Session copy = bench().copy(session);
        copy.remove("a");
        copy.put("a", 2);
        bench().engine().flush(copy);
        assertThat(bench().otherCopy(session).get("a")).isEqualTo(2);

        copy.put("a", 3);
        copy.remove("a");
        bench().engine().flush(copy);
        assertThat(bench().otherCopy(session).names()).isEmpty();
    }

    private Session planted(Map<String, Encoded> values) {
        Session session = bench().stored("a", 1);
        SessionKey key = bench().engine()
                .sessions()
                .stored(session)
                .orElseThrow()
                .header()
                .key();
        SessionRecord record = bench().store().find(key).orElseThrow();
        bench().store().delete(key, null);
        bench().store().create(new SessionRecord(record.header(), new Attributes(values)));
        return bench().copy(session);
    }

    private static List<Object> cart(Session session) {
        List<Object> cart = session.get("cart", new TypeRef<>() {});
        assertThat(cart).isNotNull();
        return cart;
    }
}
