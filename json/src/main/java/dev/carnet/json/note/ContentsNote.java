package dev.carnet.json.note;

import dev.carnet.json.form.ValueForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Combines the notes of a container's elements: one common note if all agree, otherwise a note with places. Null agrees
 * with every note.
 */
public final class ContentsNote {
    private final ValueForm form;
    private final List<Run> runs = new ArrayList<>(1);
    private int count;

    public ContentsNote(ValueForm form) {
        this.form = form;
    }

    /** Consecutive elements with one note. */
    private static final class Run {
        private final int from;
        private final @Nullable String note;
        private int to;
        private boolean needed;

        private Run(int from, @Nullable String note) {
            this.from = from;
            this.note = note;
        }
    }

    /** Adds the note of the next element, or null. */
    public void add(@Nullable Object element, @Nullable String note) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (element != null) {
            if (last == null || !Objects.equals(last.note, note)) {
                last = new Run(last == null ? 0 : count, note);
                runs.add(last);
            }
            last.needed |= note != null && !form.isPlain(element);
        }
        if (last != null) {
            last.to = count;
        }
        count++;
    }

    /** The contents of an array's note; empty if no element needs any. */
    public String ofElements() {
        return text(null);
    }

    /** The contents of an object's note, its members having these names; empty if no member needs any. */
    public String ofMembers(Supplier<List<String>> names) {
        return text(names);
    }

    private String text(@Nullable Supplier<List<String>> members) {
        if (runs.stream().noneMatch(run -> run.needed)) {
            return "";
        } else if (runs.size() == 1) {
            return "<" + runs.get(0).note + ">";
        }
        List<String> names = members == null ? null : members.get();
        Groups groups = new Groups();
        for (Run run : runs) {
            if (run.needed && run.note != null) {
                if (names == null) {
                    groups.add(run.from == run.to ? "" + run.from : run.from + "-" + run.to, run.note);
                } else {
                    names.subList(run.from, run.to + 1).forEach(name -> groups.add(NoteWords.member(name), run.note));
                }
            }
        }
        return groups.toString();
    }

    /** Places by their common note. */
    public static final class Groups {
        private final Map<String, StringBuilder> placesByNote = new LinkedHashMap<>();

        public void add(String place, String note) {
            StringBuilder places = placesByNote.computeIfAbsent(note, none -> new StringBuilder());
            places.append(places.isEmpty() ? "" : "+").append(place);
        }

        /** The groups in braces; empty if there are none. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            placesByNote.forEach((note, places) -> text.append(text.isEmpty() ? '{' : ',')
                    .append(places)
                    .append(':')
                    .append(note));
            return text.isEmpty() ? "" : text.append('}').toString();
        }
    }
}
