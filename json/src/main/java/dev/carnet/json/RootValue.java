package dev.carnet.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** A whole value on its way into JSON, and its note when it is there. */
final class RootValue {
    private final Object value;
    private final Sharing sharing;
    private @Nullable String note;

    RootValue(Object value, Sharing sharing) {
        this.value = value;
        this.sharing = sharing;
    }

    @Nullable
    String note() {
        return note;
    }

    /** Begins the writing: Jackson gives it the context that the encoder needs. */
    static final class Writer extends ValueSerializer<RootValue> {
        private final StoredTypes types;

        Writer(StoredTypes types) {
            this.types = types;
        }

        @Override
        public void serialize(RootValue root, JsonGenerator out, SerializationContext context) {
            ValueEncoder encoder = new ValueEncoder(types, context, out, root.sharing);
            context.setAttribute(ValueEncoder.class, encoder);
            root.note = encoder.write(root.value);
        }
    }
}
