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
 * What is noted beside a value.
 *
 * @param key what a map's keys are, or null if they are strings
 */
public record Note(StoredType type, @Nullable Scalar<?> key, Contents contents) {
    /**
     * What is noted beside the elements or members of a value.
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

    /** A note that is the same for the elements up to an index, that one included. */
    public record Run(int to, Note note) {}

    /** What is noted beside an element of an array. */
    public @Nullable Note at(int index) {
        Note own = contents.at(index);
        return type instanceof ArrayOf array && array.element() != null ? declared(array.element(), own) : own;
    }

    /** Where a type is declared, a note of a plain list or map tells of its contents alone. */
    private static Note declared(StoredType type, @Nullable Note own) {
        if (own == null) {
            return new Note(type, null, Contents.NONE);
        }
        boolean plain = own.type == Containers.LIST || own.type == Containers.MAP;
        return plain ? new Note(type, own.key, own.contents) : own;
    }

    /** The plain type that is noted of every element; null if there is none. */
    public @Nullable Scalar<?> eachScalar() {
        Note each = contents.each();
        return each != null && each.type instanceof Scalar<?> scalar ? scalar : null;
    }

    /** What is noted beside a member of an object. */
    public @Nullable Note at(String member) {
        return contents.at(member);
    }
}
