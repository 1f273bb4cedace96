package dev.carnet.json.note;

import dev.carnet.json.state.KeptClasses;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.StoredTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;

/** The note of the value that is being read. It is parsed on first use, because many typed reads do not need it. */
public final class StoredNote {
    private final String text;
    private final StoredTypes types;
    private final KeptClasses classes;
    private final boolean declared;
    private @Nullable Note parsed;

    /**
     * @param declared whether somebody else than the note says of what type the whole value is
     */
    public StoredNote(String text, StoredTypes types, KeptClasses classes, boolean declared) {
        this.text = text;
        this.types = types;
        this.classes = classes;
        this.declared = declared;
    }

    /** The note of the value that begins at the parser's token; null if the value is a copy whose place is unknown. */
    public static @Nullable Note at(JsonParser in, DeserializationContext context) {
        if (in != context.getParser()) {
            return null;
        }
        TokenStreamContext place = in.streamReadContext();
        return at(in.currentToken().isStructStart() ? place.getParent() : place, context);
    }

    /** Whether objects of a class that a note names may be created: only those that could have been stored. */
    public static boolean canBeMade(Class<?> type, DeserializationContext context) {
        StoredNote note = (StoredNote) context.getAttribute(StoredNote.class);
        return note != null && note.classes.isWhole(type);
    }

    /** The note of the object whose members are being read. */
    public static @Nullable Note around(DeserializationContext context) {
        return at(context.getParser().streamReadContext().getParent(), context);
    }

    private static @Nullable Note at(TokenStreamContext place, DeserializationContext context) {
        StoredNote note = (StoredNote) context.getAttribute(StoredNote.class);
        return note == null ? null : note.at(place);
    }

    private @Nullable Note at(@Nullable TokenStreamContext place) {
        if (place == null || place.inRoot()) {
            return root();
        }
        Note around = at(place.getParent());
        if (around == null) {
            return null;
        }
        return place.inArray() ? around.at(place.getCurrentIndex()) : around.at(place.currentName());
    }

    private Note root() {
        if (parsed == null) {
            parsed = NoteParser.parse(text, types, declared ? Containers.MAP : null);
        }
        return parsed;
    }
}
