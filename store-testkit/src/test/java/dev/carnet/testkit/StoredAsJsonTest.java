package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.bson.BsonSessionCodec;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.JsonSessionCodec;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value stored as BSON is the same value stored as JSON, and the way back, where no class of the application's is at hand. */
class StoredAsJsonTest {
    private static final AllowedTypes ALLOWED =
            AllowedTypes.NONE.andPackage("dev.carnet.testkit", ClassShapes.class.getClassLoader());

    private final SessionCodec json = JsonSessionCodec.create(Encoding.JSON_TEXT, ALLOWED);
    private final SessionCodec bson = BsonSessionCodec.create(ALLOWED);
    private final SessionCodec withoutClasses = BsonSessionCodec.create(AllowedTypes.NONE);

    static Stream<JdkValues.Value> valuesOfTheJdk() {
        return JdkValues.all().stream().filter(value -> !value.isRefused());
    }

    @ParameterizedTest
    @MethodSource("valuesOfTheJdk")
    void a_value_of_the_jdk_is_what_a_store_of_json_would_hold_and_back(JdkValues.Value value) {
        for (Object each :
                List.of(value.sample().get(), List.of("a", value.sample().get(), 5L))) {
            Encoded inBson = bson.encode(each);
            Encoded inJson = json.encode(each);

            assertThat(same(withoutClasses.toJson(inBson))).isEqualTo(same(inJson));
            assertThat(withoutClasses.fromJson(inJson)).isEqualTo(inBson);
            assertThat(withoutClasses.fromJson(withoutClasses.toJson(inBson))).isEqualTo(inBson);
        }
    }

    /** To be compared by an eye. */
    private static String same(Encoded value) {
        return value.text() + " " + value.types();
    }

    static Stream<ClassShapes.Shape> shapes() {
        return ClassShapes.all().filter(ClassShapes.Shape::isKept);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void an_object_comes_back_from_either_form(ClassShapes.Shape shape) {
        Encoded inBson = bson.encode(shape.sample());
        Encoded inJson = json.encode(shape.sample());

        Object fromJson = json.decode(withoutClasses.toJson(inBson));
        Object fromBson = bson.decode(withoutClasses.fromJson(inJson));

        assertThat(json.encode(Objects.requireNonNull(fromJson))).isEqualTo(inJson);
        assertThat(bson.encode(Objects.requireNonNull(fromBson))).isEqualTo(inBson);
        assertThat(json.toJson(inJson)).isEqualTo(inJson);
        assertThat(json.fromJson(inJson)).isEqualTo(inJson);
    }

    @Test
    void what_cannot_be_read_is_no_json() {
        Encoded damagedNote = Encoded.of(bson.encode(List.of(1)).bytes(), "list<");

        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> bson.toJson(damagedNote));
        for (String text : List.of("", "{", "[1]]", "1 2", "\u0000", "[".repeat(100) + "]".repeat(100))) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .as(text)
                    .isThrownBy(() -> bson.fromJson(Encoded.of(text.getBytes(StandardCharsets.UTF_8), null)));
        }
    }
}
