package dev.carnet.testkit;

import static dev.carnet.testkit.GraphPart.map;
import static dev.carnet.testkit.GraphPart.mutable;
import static dev.carnet.testkit.GraphPart.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.codec.JsonGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What of a graph cannot be read or stored spoils nothing else. */
@NullUnmarked // reads back what it has just put
interface GraphFaultContract extends GraphPart {

    @Test
    default void a_part_that_cannot_be_read_hides_those_that_refer_to_it_and_no_others() {
        Person bob = new Person("bob");
        Session session = stored(Map.of("a", bob, "b", bob, "c", mutable("n", 1)));
        Map<String, Encoded> spoilt = new LinkedHashMap<>(kept(session).values());
        spoilt.replaceAll(
                (name, value) -> JsonGraph.isPart(value) ? Encoded.of(value.bytes(), "&ClassOfLastYear") : value);
        SessionRecord record = bench().graphs().sessions().stored(session).orElseThrow();
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
        SessionRecord record = here().sessions().stored(session).orElseThrow();
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
}
