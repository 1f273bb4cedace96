package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value of the JDK's comes back exactly, or as the page says, or is refused: on all codecs alike. */
class JdkValuesTest {
    private static final Path PAGE = Path.of("..", "docs", "values.md");

    static Stream<Arguments> everyValueOnEveryCodec() {
        return ClassShapesTest.codecs().stream()
                .flatMap(codec -> JdkValues.all().stream().map(value -> Arguments.of(codec, value)));
    }

    /** Anything may be in it. */
    static final class Holder {
        private @Nullable Object anything;
    }

    private static SessionCodec codec(ClassShapesTest.Codec which) {
        return which.with().apply(AllowedTypes.of(Holder.class));
    }

    @ParameterizedTest
    @MethodSource("everyValueOnEveryCodec")
    void a_value_by_itself(ClassShapesTest.Codec which, JdkValues.Value value) {
        SessionCodec codec = codec(which);
        Object sample = value.sample().get();
        if (value.isRefused()) {
            isRefused(codec, sample);
        } else {
            Encoded stored = codec.encode(sample);
            Object back = codec(which).decode(stored);
            isAsSaid(value, back);
            assertThat(codec.encode(back)).isEqualTo(codec.encode(sample)).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @MethodSource("everyValueOnEveryCodec")
    void a_value_among_others_and_in_a_field(ClassShapesTest.Codec which, JdkValues.Value value) {
        SessionCodec codec = codec(which);
        Object sample = value.sample().get();
        Holder holder = new Holder();
        holder.anything = sample;
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", sample);
        map.put("b", "text");
        List<Object> around = new ArrayList<>(List.of(5L, sample, map, holder));
        if (value.isRefused()) {
            isRefused(codec, around);
        } else {
            List<?> back = (List<?>) codec(which).decode(codec.encode(around));
            isAsSaid(value, back.get(1));
            isAsSaid(value, ((Map<?, ?>) back.get(2)).get("a"));
            isAsSaid(value, ((Holder) back.get(3)).anything);
        }
    }

    private static void isRefused(SessionCodec codec, Object sample) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(sample))
                .withMessageContaining("session");
    }

    private static void isAsSaid(JdkValues.Value value, @Nullable Object back) {
        assertThat(back).isExactlyInstanceOf(value.back());
        assertThat(value.state().apply(back))
                .isEqualTo(value.state().apply(value.sample().get()));
    }

    @Test
    void there_are_many() {
        assertThat(JdkValues.all()).hasSizeGreaterThan(115);
        assertThat(JdkValues.all()).extracting(JdkValues.Value::name).doesNotHaveDuplicates();
    }

    @Test
    void the_page_says_so() throws IOException {
        assertThat(Files.readString(PAGE)).contains(JdkValues.table());
    }
}
