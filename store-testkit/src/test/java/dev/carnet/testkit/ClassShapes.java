package dev.carnet.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shapes of classes that applications put into sessions, a sample of each, and what becomes of it. */
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

    static Shape kept(String shape, Object sample, Class<?>... also) {
        return new Shape(shape, sample, null, List.of(also));
    }

    static Shape refused(String shape, Object sample, String refusal) {
        return new Shape(shape, sample, refusal, List.of());
    }

    static Stream<Shape> all() {
        return Stream.of(ValueShapes.all(), MadeShapes.all(), FieldShapes.all(), RefusedShapes.all())
                .flatMap(Function.identity());
    }

    /** The table of the page. */
    static String table() {
        return all().map(shape -> "| " + shape.shape() + " | " + (shape.isKept() ? "kept" : "refused") + " |\n")
                .collect(Collectors.joining("", "| class | |\n|---|---|\n", ""));
    }
}
