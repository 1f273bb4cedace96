package dev.carnet.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** A whole value on its way into JSON, and its note when it is there. */
final class RootValue {
    private final Object value;
    private final Sharing sharing;
    private final KeptClasses classes;
    private final @Nullable Missing missing;
    private @Nullable String note;
    private boolean isDeclared;

    /**
     * @param missing told every class that may not be stored, in place of a refusal at the first one; nothing that is written
     *     then is of use
     */
    RootValue(Object value, Sharing sharing, KeptClasses classes, @Nullable Missing missing) {
        this.value = value;
        this.sharing = sharing;
        this.classes = classes;
        this.missing = missing;
    }

    @Nullable
    String note() {
        return note;
    }

    /** Whether annotations say how some of the objects in it are made, so that only reading it tells whether it comes back. */
    boolean isDeclared() {
        return isDeclared;
    }

    /** Begins the writing: Jackson gives it the context that the encoder needs. */
    static final class Writer extends ValueSerializer<RootValue> {
        private final StoredTypes types;

        Writer(StoredTypes types) {
            this.types = types;
        }

        @Override
        public void serialize(RootValue root, JsonGenerator out, SerializationContext context) {
            ValueEncoder encoder = new ValueEncoder(types, root.classes, root.missing, context, out, root.sharing);
            context.setAttribute(ValueEncoder.class, encoder);
            root.note = encoder.write(root.value);
            root.isDeclared = encoder.metDeclaredForm();
        }
    }
}
