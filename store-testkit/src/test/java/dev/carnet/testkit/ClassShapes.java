package dev.carnet.testkit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.beans.ConstructorProperties;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Shapes of classes that applications put into sessions, a sample of each, and what becomes of it. */
@SuppressWarnings({
    "unused",
    "serial",
    "ClassCanBeStatic",
    "JavaUtilDate",
    "NonOverridingEquals",
    "HidingField",
    "DoNotCallSuggester"
})
final class ClassShapes {
    private ClassShapes() {}

    /**
     * One shape.
     *
     * @param shape what the class is like
     * @param sample an object of it
     * @param refusal part of the message that refuses it, or null if it comes back
     * @param also further classes that have to be allowed for it
     */
    record Shape(String shape, Object sample, @Nullable String refusal, List<Class<?>> also) {
        boolean isKept() {
            return refusal == null;
        }

        @Override
        public String toString() {
            return shape;
        }
    }

    private static Shape kept(String shape, Object sample, Class<?>... also) {
        return new Shape(shape, sample, null, List.of(also));
    }

    private static Shape refused(String shape, Object sample, String refusal) {
        return new Shape(shape, sample, refusal, List.of());
    }

    static Stream<Shape> all() {
        return Stream.of(
                kept("a record", new ARecord("tea", 2)),
                kept("a record whose constructor checks its components", new CheckedRecord("tea")),
                kept("a record with type parameters", new Pair<>("tea", 5L)),
                kept("an enum", Size.SMALL),
                kept("an enum whose constants have bodies", Size.LARGE),
                kept("a bean with getters and setters", new Bean("tea", 2)),
                kept("public fields", new PublicFields("tea")),
                kept("private fields without any accessor", new Hidden("tea")),
                kept("fluent accessors, `name()` and `name(\"tea\")`", new Fluent().name("tea")),
                kept("a getter without a setter", new ReadOnly("tea")),
                kept("a setter that does more than to set: it is not called", new ActiveSetter("tea")),
                kept("immutable, a constructor that names the fields (`-parameters`)", new Immutable("tea", 2)),
                kept("immutable, `@ConstructorProperties`", new Listed("tea", 2)),
                kept("immutable, a private constructor and a factory", Made.of("tea")),
                kept("immutable, a factory with `@JsonCreator`", Declared.of("tea")),
                kept("immutable, several constructors, one of them for all fields", new Several("tea")),
                kept("a constructor for the final fields, the others are set", new Partly("tea", 2)),
                kept(
                        "a builder with `@JsonDeserialize(builder = ...)`",
                        Built.builder().withName("tea").build()),
                kept("a value in its place, `@JsonValue` and `@JsonCreator`", new Code("tea")),
                kept("a subclass, the fields of its parents included", new Child("tea", "green")),
                kept("a transient field: it does not come back, as in Java serialisation", new Caching("tea")),
                kept("a field of another class, which need not be allowed", new Holder(new Immutable("tea", 2))),
                kept(
                        "a field of an interface's type, the class behind it allowed",
                        new Drawing(new Circle(2)),
                        Circle.class),
                kept("fields of collections, arrays, `Optional` and dates", Rich.sample()),
                kept("a collection without fields of its own", new Names(List.of("tea"))),
                kept("`@JsonInclude(NON_NULL)`: null comes back, not the default", new Including(null)),
                kept("`@JsonSetter(nulls = SKIP)`: null comes back", new Skipping(null)),
                refused(
                        "a field with `@JsonSerialize` and no way back",
                        new Rounding(new Immutable("tea", 2)),
                        "reading it back as a trial"),
                refused("a `writeObject` method", new Writing("tea"), "says by a method of its own"),
                refused(
                        "a collection without a constructor without arguments",
                        new Needy("tea"),
                        "is a collection without a constructor"),
                refused(
                        "a field of an unusual interface of collections",
                        new Waiting(),
                        "its field 'queue' is of java.util.concurrent.BlockingQueue"),
                refused(
                        "immutable, no constructor names the fields",
                        new Unnamed("tea", 2),
                        "Unnamed has no constructor that names its fields"),
                refused("a final field that no constructor takes", new Computed("tea"), "its field 'length' is final"),
                refused(
                        "a final field and a constructor without arguments",
                        new FinalList("tea"),
                        "its field 'items' is final"),
                refused(
                        "a field with `@JsonIgnore` that is not transient",
                        new Ignoring("tea"),
                        "its field 'secret' is not written"),
                refused(
                        "a field that hides its parent's of the same name",
                        new Hiding("tea"),
                        "its field 'name' is not written"),
                refused(
                        "a collection with a field of its own",
                        new Labelled("tea"),
                        "its field 'label' is beside the elements"),
                refused("a map with a field of its own", new Named("tea"), "its field 'label' is beside the elements"),
                refused("an exception", new Problem("tea"), "Problem extends java.lang.Exception, whose state"),
                refused(
                        "a subclass of another class of the JDK's",
                        new Day(5),
                        "Day extends java.util.Date, whose state"),
                refused("an inner class", new ClassShapes().new Inner("tea"), "Inner is an inner class"),
                refused(
                        "a field of a class of the JDK's that is no value",
                        Linked.sample(),
                        "its field 'url' is of java.net.URL"),
                refused("a field that holds a lambda", new Acting(() -> {}), "may not be stored in a session"),
                refused("`@JsonValue` without a way back", new OneWay("tea"), "reading it back as a trial"),
                refused("a builder that forgets a field", Forgetful.of("tea"), "reading it back as a trial"));
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

    static class Parent {
        private @Nullable String name;

        Parent() {}

        Parent(String name) {
            this.name = name;
        }
    }

    static final class Child extends Parent {
        private @Nullable String colour;

        Child() {}

        Child(String name, String colour) {
            super(name);
            this.colour = colour;
        }
    }

    static final class Caching {
        private @Nullable String name;
        private transient @Nullable Object cache;

        Caching() {}

        Caching(String name) {
            this.name = name;
        }
    }

    record Holder(Immutable held) {}

    interface Figure {}

    record Circle(int radius) implements Figure {}

    record Drawing(Figure figure) {}

    static final class Rich {
        private List<Long> numbers = new ArrayList<>();
        private Map<String, Instant> times = new HashMap<>();
        private int @Nullable [] digits;
        private Optional<String> note = Optional.empty();
        private @Nullable Object anything;

        static Rich sample() {
            Rich rich = new Rich();
            rich.numbers.add(5L);
            rich.times.put("now", Instant.EPOCH);
            rich.digits = new int[] {1, 2};
            rich.note = Optional.of("tea");
            rich.anything = new ArrayList<>(Set.of(7L));
            return rich;
        }
    }

    static final class Names extends ArrayList<String> {
        Names() {}

        Names(List<String> names) {
            super(names);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static final class Including {
        private @Nullable String name = "default";

        Including() {}

        Including(@Nullable String name) {
            this.name = name;
        }
    }

    static final class Skipping {
        @JsonSetter(nulls = Nulls.SKIP)
        private @Nullable String name = "default";

        Skipping() {}

        Skipping(@Nullable String name) {
            this.name = name;
        }
    }

    record Rounding(
            @JsonSerialize(using = ToStringSerializer.class) Immutable held) {}

    static final class Writing implements Serializable {
        private transient @Nullable String name;

        Writing() {}

        Writing(String name) {
            this.name = name;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeUTF(String.valueOf(name));
        }
    }

    static final class Needy extends ArrayList<String> {
        Needy(String name) {
            add(name);
        }
    }

    static final class Waiting {
        private BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    }

    static final class Unnamed {
        private final String name;
        private final int count;

        Unnamed(String first, int second) {
            name = first;
            count = second;
        }
    }

    static final class Computed {
        private final String name;
        private final int length;

        Computed() {
            this("");
        }

        Computed(String name) {
            this.name = name;
            this.length = name.length();
        }
    }

    static final class FinalList {
        private final List<String> items = new ArrayList<>();

        FinalList() {}

        FinalList(String item) {
            items.add(item);
        }
    }

    static final class Ignoring {
        private @Nullable String name;

        @JsonIgnore
        private @Nullable String secret;

        Ignoring() {}

        Ignoring(String name) {
            this.name = name;
            this.secret = name;
        }
    }

    static final class Hiding extends Parent {
        private @Nullable String name;

        Hiding() {}

        Hiding(String name) {
            super("parent");
            this.name = name;
        }
    }

    static final class Labelled extends ArrayList<String> {
        private @Nullable String label;

        Labelled() {}

        Labelled(String label) {
            this.label = label;
        }
    }

    static final class Named extends HashMap<String, String> {
        private @Nullable String label;

        Named() {}

        Named(String label) {
            this.label = label;
        }
    }

    static final class Problem extends Exception {
        Problem(String message) {
            super(message);
        }
    }

    static final class Day extends Date {
        Day() {}

        Day(long at) {
            super(at);
        }
    }

    final class Inner {
        private final String name;

        Inner(String name) {
            this.name = name;
        }
    }

    record Linked(URL url) {
        static Linked sample() {
            try {
                return new Linked(new URL("http://localhost/"));
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Acting(Runnable action) {}

    record OneWay(String name) {
        @JsonValue
        Map<String, Object> shown() {
            return Map.of("shown", name);
        }
    }

    @JsonDeserialize(builder = Forgetful.Builder.class)
    static final class Forgetful {
        private @Nullable String name;

        static Forgetful of(String name) {
            Forgetful made = new Forgetful();
            made.name = name;
            return made;
        }

        @JsonPOJOBuilder
        static final class Builder {
            @JsonProperty
            Forgetful build() {
                return new Forgetful();
            }
        }
    }
}
