package dev.carnet.json.write;

import dev.carnet.json.fault.Missing;
import dev.carnet.json.graph.Sharing;
import dev.carnet.json.state.KeptClasses;
import dev.carnet.json.type.StoredTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** A value during encoding, and its note once it is complete. */
public final class RootValue {
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
    public RootValue(Object value, Sharing sharing, KeptClasses classes, @Nullable Missing missing) {
        this.value = value;
        this.sharing = sharing;
        this.classes = classes;
        this.missing = missing;
    }

    public @Nullable String note() {
        return note;
    }

    /**
     * Whether annotations define how some of its objects are constructed, so that only reading it shows whether it is
     * restored.
     */
    public boolean isDeclared() {
        return isDeclared;
    }

    /** Begins writing: Jackson provides the context that the encoder needs. */
    public static final class Writer extends ValueSerializer<RootValue> {
        private final StoredTypes types;

        public Writer(StoredTypes types) {
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
