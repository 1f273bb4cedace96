package dev.carnet.testkit;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records, enums and beans. */
@SuppressWarnings({
    "unused",
    "serial",
    "ClassCanBeStatic",
    "JavaUtilDate",
    "NonOverridingEquals",
    "HidingField",
    "DoNotCallSuggester"
})
final class ValueShapes {
    private ValueShapes() {}

    static Stream<ClassShapes.Shape> all() {
        return Stream.of(
                ClassShapes.kept("a record", new ARecord("tea", 2)),
                ClassShapes.kept("a record whose constructor checks its components", new CheckedRecord("tea")),
                ClassShapes.kept("a record with type parameters", new Pair<>("tea", 5L)),
                ClassShapes.kept("an enum", Size.SMALL),
                ClassShapes.kept("an enum whose constants have bodies", Size.LARGE),
                ClassShapes.kept("a bean with getters and setters", new Bean("tea", 2)),
                ClassShapes.kept("public fields", new PublicFields("tea")),
                ClassShapes.kept("private fields without any accessor", new Hidden("tea")),
                ClassShapes.kept("fluent accessors, `name()` and `name(\"tea\")`", new Fluent().name("tea")),
                ClassShapes.kept("a getter without a setter", new ReadOnly("tea")),
                ClassShapes.kept("a setter with side effects: it is not called", new ActiveSetter("tea")));
    }

    record ARecord(String name, int count) {}

    record CheckedRecord(String name) {
        CheckedRecord {
            Objects.requireNonNull(name);
        }
    }

    record Pair<T>(String name, T value) {}

    enum Size {
        SMALL,
        LARGE {
            @Override
            int weight() {
                return 2;
            }
        };

        int weight() {
            return 1;
        }
    }

    static final class Bean {
        private @Nullable String name;
        private int count;

        Bean() {}

        Bean(String name, int count) {
            this.name = name;
            this.count = count;
        }

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    static final class PublicFields {
        public @Nullable String name;

        PublicFields() {}

        PublicFields(String name) {
            this.name = name;
        }
    }

    static final class Hidden {
        private @Nullable String name;

        private Hidden() {}

        Hidden(String name) {
            this.name = name;
        }
    }

    static final class Fluent {
        private @Nullable String name;

        public @Nullable String name() {
            return name;
        }

        public Fluent name(String name) {
            this.name = name;
            return this;
        }
    }

    static final class ReadOnly {
        private @Nullable String name;

        ReadOnly() {}

        ReadOnly(String name) {
            this.name = name;
        }

        public @Nullable String getName() {
            return name;
        }

        public String getGreeting() {
            return "Hello " + name;
        }
    }

    static final class ActiveSetter {
        private @Nullable String name;

        ActiveSetter() {}

        ActiveSetter(String name) {
            this.name = name;
        }

        public @Nullable String getName() {
            return name;
        }

        public void setName(String name) {
            throw new AssertionError("a setter was called");
        }

        public void setTarget(String target) {
            throw new AssertionError("a setter without a field was called");
        }
    }
}
