package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.bson.BsonSessionCodec;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.GraphSessionCodec;
import dev.carnet.json.JsonSessionCodec;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An allowed class comes back with the state that Java serialisation would keep, or is refused: on all codecs alike. */
class ClassShapesTest {
    private static final Path PAGE = Path.of("..", "docs", "values.md");

    /** A codec that is told what it may store. */
    record Codec(String name, Function<AllowedTypes, SessionCodec> with) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Codec> codecs() {
        return List.of(
                new Codec("JSON", allowed -> JsonSessionCodec.create(Encoding.JSON_TEXT, allowed)),
                new Codec("graph", allowed -> GraphSessionCodec.create(Encoding.JSON_GRAPH, allowed)),
                new Codec("BSON", BsonSessionCodec::create));
    }

    static Stream<Arguments> everyShapeOnEveryCodec() {
        return codecs().stream().flatMap(codec -> ClassShapes.all().map(shape -> Arguments.of(codec, shape)));
    }

    private static AllowedTypes byName(ClassShapes.Shape shape) {
        Class<?> type = shape.sample() instanceof Enum<?> constant
                ? constant.getDeclaringClass()
                : shape.sample().getClass();
        AllowedTypes allowed = AllowedTypes.of(type);
        for (Class<?> each : shape.also()) {
            allowed = allowed.and(each.getSimpleName(), each);
        }
        return allowed;
    }

    private static AllowedTypes byPackage() {
        return AllowedTypes.NONE.andPackage("dev.carnet.testkit", ClassShapes.class.getClassLoader());
    }

    @ParameterizedTest
    @MethodSource("everyShapeOnEveryCodec")
    void a_class_that_is_named_is_kept_or_refused(Codec codec, ClassShapes.Shape shape) {
        isKeptOrRefused(codec, byName(shape), shape);
    }

    @ParameterizedTest
    @MethodSource("everyShapeOnEveryCodec")
    void a_class_of_an_allowed_package_is_kept_or_refused_alike(Codec codec, ClassShapes.Shape shape) {
        isKeptOrRefused(codec, byPackage(), shape);
    }

    private static void isKeptOrRefused(Codec codec, AllowedTypes allowed, ClassShapes.Shape shape) {
        if (shape.isKept()) {
            SessionCodec fresh = codec.with().apply(allowed);
            Encoded stored = fresh.encode(shape.sample());
            Object back = codec.with().apply(allowed).decode(stored);
            assertThat(back).hasSameClassAs(shape.sample());
            assertThat(back).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(shape.sample());
            assertThat(fresh.encode(back)).isEqualTo(stored);
        } else {
            assertThatThrownBy(() -> codec.with().apply(allowed).encode(shape.sample()))
                    .isInstanceOfAny(ConfigurationException.class, SessionCodecException.class)
                    .hasMessageContaining(shape.refusal());
        }
    }

    @Test
    void the_page_says_so() throws IOException {
        assertThat(Files.readString(PAGE)).contains(ClassShapes.table());
    }
}
