package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.SessionStore;
import java.beans.ConstructorProperties;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of which something else is read than was written is an event. */
@SuppressWarnings("unused") // fields are state
class AlteredValuesTest {
    private final SessionStore store = new MemorySessionStore();
    private final RecordedEvents events = new RecordedEvents();

    private SessionEngine engine(String codec, Class<?> item) {
        SessionEngine.Builder builder = SessionEngine.builder(store)
                .allow(AllowedTypes.NONE.and("Item", item))
                .listener(events);
        return codec.isEmpty() ? builder.build() : builder.codec(codec).build();
    }

    private Session stored(String codec, Object item) {
        SessionEngine engine = engine(codec, item instanceof TreeSet ? Item.class : item.getClass());
        Session session = engine.create();
        session.put("item", item);
        session.put("items", List.of(item, Set.of("b", "a")));
        return engine.flush(session);
    }

    /** The events of a request that reads and, if it shall, changes what it has read. */
    private List<String> eventsOfReading(String codec, Session session, Class<?> item) {
        SessionEngine engine = engine(codec, item);
        Session again = engine.retrieve(session.id()).orElseThrow();
        events.take();
        again.get("item");
        again.get("items");
        engine.flush(again);
        engine.flush(again);
        return events.take();
    }

    /** Takes something away from what it is given. */
    static final class Cutting {
        private final String name;

        @ConstructorProperties("name")
        Cutting(String name) {
            this.name = name.substring(1);
        }
    }

    /** Mixes up what it is given. */
    static final class Swapping {
        private final String name;
        private final String colour;

        @ConstructorProperties({"colour", "name"})
        Swapping(String name, String colour) {
            this.name = name;
            this.colour = colour;
        }
    }

    record Item(String name, String colour) {}

    record Larger(
            @Nullable String colour, String name, @Nullable Integer size) {}

    record Smaller(String name) {}

    @ParameterizedTest
    @ValueSource(strings = {"", "graph"})
    void a_constructor_that_changes_what_it_is_given_is_told_once_a_request(String codec) {
        assertThat(eventsOfReading(codec, stored(codec, new Cutting("green")), Cutting.class))
                .containsExactly("attributeAltered item", "attributeAltered items");
        assertThat(eventsOfReading(codec, stored(codec, new Swapping("tea", "green")), Swapping.class))
                .containsExactly("attributeAltered item", "attributeAltered items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graph"})
    void a_class_that_has_lost_a_field_is_told(String codec) {
        assertThat(eventsOfReading(codec, stored(codec, new Item("tea", "green")), Smaller.class))
                .containsExactly("attributeAltered item", "attributeAltered items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graph"})
    void what_comes_back_whole_is_no_event_in_a_larger_class_neither(String codec) {
        assertThat(eventsOfReading(codec, stored(codec, new Item("tea", "green")), Item.class))
                .isEmpty();
        assertThat(eventsOfReading(codec, stored(codec, new Item("tea", "green")), Larger.class))
                .isEmpty();
        assertThat(eventsOfReading(codec, stored(codec, new TreeSet<>(Set.of(1, 2))), Item.class))
                .isEmpty();
    }
}
