package dev.carnet.testkit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Classes of which some state would be lost. */
@SuppressWarnings({
    "unused",
    "serial",
    "ClassCanBeStatic",
    "JavaUtilDate",
    "NonOverridingEquals",
    "HidingField",
    "DoNotCallSuggester"
})
final class RefusedShapes {
    private RefusedShapes() {}

    static Stream<ClassShapes.Shape> all() {
        return Stream.of(
                ClassShapes.refused(
                        "a field with `@JsonSerialize` and no deserializer",
                        new Rounding(new MadeShapes.Immutable("tea", 2)),
                        "a trial read returned a different value"),
                ClassShapes.refused(
                        "a `writeObject` method", new Writing("tea"), "controls Java serialisation by a method"),
                ClassShapes.refused(
                        "a collection without a constructor without arguments",
                        new Needy("tea"),
                        "is a collection without a constructor"),
                ClassShapes.refused(
                        "a field of an uncommon collection interface",
                        new Waiting(),
                        "its field 'queue' is of java.util.concurrent.BlockingQueue"),
                ClassShapes.refused(
                        "immutable, no constructor names the fields",
                        new Unnamed("tea", 2),
                        "Unnamed has no constructor that names its fields"),
                ClassShapes.refused(
                        "a final field that no constructor takes", new Computed("tea"), "its field 'length' is final"),
                ClassShapes.refused(
                        "a final field and a constructor without arguments",
                        new FinalList("tea"),
                        "its field 'items' is final"),
                ClassShapes.refused(
                        "a field with `@JsonIgnore` that is not transient",
                        new Ignoring("tea"),
                        "its field 'secret' is not written"),
                ClassShapes.refused(
                        "a field that hides its parent's of the same name",
                        new Hiding("tea"),
                        "its field 'name' is not written"),
                ClassShapes.refused(
                        "a collection with a field of its own", new Labelled("tea"), "its field 'label' would be lost"),
                ClassShapes.refused(
                        "a map with a field of its own", new Named("tea"), "its field 'label' would be lost"),
                ClassShapes.refused(
                        "an exception", new Problem("tea"), "Problem extends java.lang.Exception, whose state"),
                ClassShapes.refused(
                        "a subclass of another class of the JDK",
                        new Day(5),
                        "Day extends java.util.Date, whose state"),
                ClassShapes.refused("an inner class", new RefusedShapes().new Inner("tea"), "Inner is an inner class"),
                ClassShapes.refused(
                        "a field of a JDK class that is not a value",
                        Linked.sample(),
                        "its field 'url' is of java.net.URL"),
                ClassShapes.refused(
                        "a field that holds a lambda", new Acting(() -> {}), "cannot be stored in a session"),
                ClassShapes.refused(
                        "`@JsonValue` without a creator", new OneWay("tea"), "a trial read returned a different value"),
                ClassShapes.refused(
                        "a builder that forgets a field",
                        Forgetful.of("tea"),
                        "a trial read returned a different value"));
    }

    record Rounding(
            @JsonSerialize(using = ToStringSerializer.class) MadeShapes.Immutable held) {}

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

    static final class Hiding extends FieldShapes.Parent {
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
