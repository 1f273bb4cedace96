package dev.carnet.testkit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.beans.ConstructorProperties;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;

/** Classes that are made by a constructor that takes their state, a factory or a builder. */
@SuppressWarnings({
    "unused",
    "serial",
    "ClassCanBeStatic",
    "JavaUtilDate",
    "NonOverridingEquals",
    "HidingField",
    "DoNotCallSuggester"
})
final class MadeShapes {
    private MadeShapes() {}

    static Stream<ClassShapes.Shape> all() {
        return Stream.of(
                ClassShapes.kept(
                        "immutable, a constructor that names the fields (`-parameters`)", new Immutable("tea", 2)),
                ClassShapes.kept("immutable, `@ConstructorProperties`", new Listed("tea", 2)),
                ClassShapes.kept("immutable, a private constructor and a factory", Made.of("tea")),
                ClassShapes.kept("immutable, a factory with `@JsonCreator`", Declared.of("tea")),
                ClassShapes.kept("immutable, several constructors, one of them for all fields", new Several("tea")),
                ClassShapes.kept("a constructor for the final fields, the others are set", new Partly("tea", 2)),
                ClassShapes.kept(
                        "a builder with `@JsonDeserialize(builder = ...)`",
                        Built.builder().withName("tea").build()),
                ClassShapes.kept(
                        "a single value instead of the object, `@JsonValue` and `@JsonCreator`", new Code("tea")));
    }

    static final class Immutable {
        private final String name;
        private final int count;

        Immutable(String name, int count) {
            this.name = name;
            this.count = count;
        }
    }

    static final class Listed {
        private final String name;
        private final int count;

        @ConstructorProperties({"name", "count"})
        Listed(String first, int second) {
            name = first;
            count = second;
        }
    }

    static final class Made {
        private final String name;

        private Made(String name) {
            this.name = name;
        }

        static Made of(String name) {
            return new Made(name);
        }
    }

    static final class Declared {
        private final String name;

        private Declared(String text, boolean checked) {
            name = text;
        }

        @JsonCreator
        static Declared of(@JsonProperty("name") String name) {
            return new Declared(name, true);
        }
    }

    static final class Several {
        private final String name;
        private final int count;

        Several(String name) {
            this(name, 7);
        }

        Several(String name, int count) {
            this.name = name;
            this.count = count;
        }
    }

    static final class Partly {
        private final String name;
        private int count;

        Partly(String name) {
            this.name = name;
        }

        Partly(String label, Integer number) {
            name = label;
            count = number;
        }
    }

    @JsonDeserialize(builder = Built.Builder.class)
    static final class Built {
        private final String name;

        private Built(Builder from) {
            name = Objects.requireNonNull(from.name);
        }

        static Builder builder() {
            return new Builder();
        }

        @JsonPOJOBuilder
        static final class Builder {
            private @Nullable String name;

            @JsonProperty
            Builder withName(String value) {
                name = value;
                return this;
            }

            @JsonProperty
            Built build() {
                return new Built(this);
            }
        }
    }

    static final class Code {
        private final String text;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Code(String text) {
            this.text = text;
        }

        @JsonValue
        String text() {
            return text;
        }
    }
}
