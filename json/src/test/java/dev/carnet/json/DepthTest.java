package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.Shop.Animal;
import dev.carnet.json.Shop.Box;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepthTest {
    private static final String TOO_DEEP =
            "the value cannot be stored in a session, because it is nested more than 500 levels deep or contains"
                    + " itself: store a flatter value";

    private final JsonSessionCodec codec =
            JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Box.class, Animal.class));

    record Nesting(UnaryOperator<Object> around, int deepest) {
        Object of(int levels) {
            Object value = "x";
            for (int i = 0; i < levels; i++) {
                value = around.apply(value);
            }
            return value;
        }
    }

    static Stream<Nesting> nestings() {
        return Stream.of(
                new Nesting(List::of, 500),
                new Nesting(Set::of, 500),
                new Nesting(inner -> Map.of("a", inner), 500),
                new Nesting(inner -> Map.of(5L, inner), 500),
                new Nesting(inner -> new Object[] {inner}, 500),
                new Nesting(Box::of, 250),
                new Nesting(inner -> Box.of(List.of(inner)), 166),
                new Nesting(inner -> Set.of(Box.of(inner)), 166));
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void what_is_written_can_be_read_and_what_is_too_deep_is_refused(Nesting nesting) {
        Encoded deepest = codec.encode(nesting.of(nesting.deepest()));
        Object tooDeep = nesting.of(nesting.deepest() + 1);

        assertThat(codec.encode(codec.decode(deepest))).isEqualTo(deepest);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(tooDeep))
                .withMessage(TOO_DEEP);
    }

    @Test
    void what_stands_side_by_side_is_not_deep() {
        List<Object> wide = Collections.nCopies(2_000, Box.of(List.of(Map.of("a", Set.of(5L)))));

        assertThat(codec.decode(codec.encode(wide))).isEqualTo(wide);
    }

    @Test
    void a_value_that_holds_itself_is_refused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", new Object[] {map});
        Animal mother = new Animal("Lassie", null);
        mother.mother = new Animal("Rex", mother);
        Set<Object> set = new HashSet<>();
        Box box = new Box(set, null, null, null, null);
        set.add(new Object[] {box});

        for (Object value : List.of(list, map, mother, box)) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> codec.encode(value))
                    .withMessage(TOO_DEEP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"content\":", "{\"mother\":", "[{\"a\":"})
    void deep_json_is_unreadable_however_it_is_asked_for(String opening) {
        Encoded deep = Encoded.ofText(opening.repeat(100_000));

        for (java.lang.reflect.Type type : List.of(
                Object.class,
                List.class,
                Map.class,
                Box.class,
                Animal.class,
                new TypeRef<List<List<Object>>>() {}.type(),
                new TypeRef<Map<String, Animal>>() {}.type())) {
            assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> codec.decode(deep, type));
        }
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(deep))
                .withMessage("the stored value is nested more than 500 levels deep, or contains a number of more than"
                        + " 10000 digits, and cannot be read");
    }

    @Test
    void a_thread_with_a_small_stack_gets_an_answer_too() throws InterruptedException {
        Object value = new Nesting(Box::of, 250).of(250);
        Encoded stored = codec.encode(value);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> {
                    for (Runnable each : List.<Runnable>of(() -> codec.encode(value), () -> codec.decode(stored))) {
                        try {
                            each.run();
                        } catch (SessionCodecException refused) {
                            // an answer
                        } catch (Throwable e) {
                            thrown.set(e);
                        }
                    }
                },
                "small",
                160 << 10);
        small.start();
        small.join();

        assertThat(thrown.get()).isNull();
    }

    @Test
    void a_number_without_end_is_unreadable() {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.ofText("1".repeat(1_000_000))))
                .withMessageContaining("digits");
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.ofText("1e1000000000"), java.math.BigInteger.class));
    }
}
