package dev.carnet.json.note;

import dev.carnet.json.type.ArrayOf;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredType;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The note of a value.
 *
 *
 * @param key what a map's keys are, or null if they are strings
 */
public record Note(StoredType type, @Nullable Scalar<?> key, Contents contents) {
    /**
     * The notes of the elements or members of a value.
     *
     *
     * @param each the note beside every one, or null if they differ
     * @param members the notes beside single members of an object
     * @param elements the notes beside runs of an array's elements, by the first index of each
     */
    public record Contents(@Nullable Note each, Map<String, Note> members, NavigableMap<Integer, Run> elements) {
        public static final Contents NONE = new Contents(null, Map.of(), Collections.emptyNavigableMap());

        public static Contents ofEach(Note note) {
            return new Contents(note, NONE.members, NONE.elements);
        }

        private @Nullable Note at(int index) {
            Map.Entry<Integer, Run> run = elements.floorEntry(index);
            return run == null || index > run.getValue().to()
                    ? each
                    : run.getValue().note();
        }

        private @Nullable Note at(String member) {
            return members.getOrDefault(member, each);
        }
    }

    /** The common note of the elements up to an index (inclusive). */
    public record Run(int to, Note note) {}

    /** The note of an array's element. */
    public @Nullable Note at(int index) {
        Note own = contents.at(index);
        return type instanceof ArrayOf array && array.element() != null ? declared(array.element(), own) : own;
    }

    /** For a declared type, the note of a plain list or map describes only its contents. */
    private static Note declared(StoredType type, @Nullable Note own) {
        if (own == null) {
            return new Note(type, null, Contents.NONE);
        }
        boolean plain = own.type == Containers.LIST || own.type == Containers.MAP;
        return plain ? new Note(type, own.key, own.contents) : own;
    }

    /** The plain type noted for all elements; null if there is none. */
    public @Nullable Scalar<?> eachScalar() {
        Note each = contents.each();
        return each != null && each.type instanceof Scalar<?> scalar ? scalar : null;
    }

    /** The note of an object's member. */
    public @Nullable Note at(String member) {
        return contents.at(member);
    }
}
