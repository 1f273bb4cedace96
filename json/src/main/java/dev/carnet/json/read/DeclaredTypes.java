package dev.carnet.json.read;

import dev.carnet.json.fault.Classes;
import dev.carnet.json.note.Note;
import dev.carnet.json.note.StoredNote;
import dev.carnet.json.type.Adapted;
import dev.carnet.json.type.MutableTypes;
import dev.carnet.json.type.PlainTypes;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.json.write.ValueEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/**
 * Reads for a declared type what the {@link ValueEncoder} writes for it: plain types from their texts, enums by name, and
 * by its note what the declared type leaves open. The rest is Jackson's own.
 */
public final class DeclaredTypes extends Deserializers.Base implements KeyDeserializers {
    private final StoredTypes types;

    public DeclaredTypes(StoredTypes types) {
        this.types = types;
    }

    /** The deserializer for a type with an adapter, or null. */
    private @Nullable ValueDeserializer<?> adapted(JavaType type) {
        Adapted adapted = types.adapted(type.getRawClass());
        return adapted == null ? null : new AdapterReader(type, adapted);
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
            CollectionType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable TypeDeserializer elementType,
            @Nullable ValueDeserializer<?> element) {
        return adapted(type);
    }

    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
            MapType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable KeyDeserializer key,
            @Nullable TypeDeserializer valueType,
            @Nullable ValueDeserializer<?> value) {
        return adapted(type);
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
        return type.isEnum() || isText(PlainTypes.of(type)) || types.adapted(type) != null;
    }

    @Override
    public ValueDeserializer<?> findEnumDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
        ValueDeserializer<?> adapted = adapted(type);
        if (adapted != null) {
            return adapted;
        }
        return StoredTypes.isOpen(type) ? new OpenReader(type) : new TextReader(constants(type));
    }

    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
        ValueDeserializer<?> adapted = adapted(type);
        if (adapted != null) {
            return adapted;
        }
        Scalar<?> scalar = PlainTypes.of(type.getRawClass());
        if (scalar != null && isText(scalar)) {
            return new TextReader(scalar);
        } else if (StoredTypes.isOpen(type)) {
            return new OpenReader(type);
        }
        return scalar == null && !type.isPrimitive() && Classes.isJdk(type.getRawClass())
                ? new JdkRefuser(type.getRawClass())
                : null;
    }

    @Override
    public @Nullable ValueDeserializer<?> findReferenceDeserializer(
            ReferenceType type,
            DeserializationConfig config,
            BeanDescription.Supplier bean,
            @Nullable TypeDeserializer contentType,
            @Nullable ValueDeserializer<?> content) {
        Scalar<?> scalar = PlainTypes.of(type.getRawClass());
        return scalar == null ? null : new TextReader(scalar);
    }

    @Override
    public @Nullable KeyDeserializer findKeyDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
        if (StoredTypes.isOpen(type)) {
            return new OpenKeyReader();
        }
        Scalar<?> scalar = type.isEnumType() ? constants(type) : PlainTypes.of(type.getRawClass());
        return scalar == null || scalar.type() == String.class ? null : new KeyReader(scalar);
    }

    private static Scalar<?> constants(JavaType type) {
        return Scalar.ofEnum(type.getRawClass().getName(), type.getRawClass(), true);
    }

    /** Numbers, booleans and strings are JSON types: Jackson reads them and converts between them if possible. */
    private static boolean isText(@Nullable Scalar<?> scalar) {
        return scalar != null && (!scalar.bare() || MutableTypes.ALL.contains(scalar)) && scalar.type() != String.class;
    }

    private static final class TextReader extends ValueDeserializer<Object> {
        private final Scalar<?> scalar;

        private TextReader(Scalar<?> scalar) {
            this.scalar = scalar;
        }

        @Override
        public Class<?> handledType() {
            return scalar.type();
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            Object value = noted(in, context).read(in);
            return value == null ? context.reportInputMismatch(scalar.type(), "no text of the type") : value;
        }

        /** If the form has a native type, the note may contain the part that it omits. */
        private Scalar<?> noted(JsonParser in, DeserializationContext context) {
            Note note = in.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) ? StoredNote.at(in, context) : null;
            return note != null && note.type() instanceof Scalar<?> noted && noted.type() == scalar.type()
                    ? noted
                    : scalar;
        }
    }

    private static final class KeyReader extends KeyDeserializer {
        private final Scalar<?> scalar;

        private KeyReader(Scalar<?> scalar) {
            this.scalar = scalar;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            Object value = scalar.parse(key);
            return value == null ? context.reportInputMismatch(scalar.type(), "no key of the type") : value;
        }
    }

    /** Reads values declared as an interface or {@code Object}, by their notes. */
    private static final class OpenReader extends ValueDeserializer<Object> {
        private final JavaType declared;

        private OpenReader(JavaType declared) {
            this.declared = declared;
        }

        @Override
        public Class<?> handledType() {
            return declared.getRawClass();
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
            Object value = new ValueDecoder(in, context).read(StoredNote.at(in, context));
            return value == null || declared.getRawClass().isInstance(value)
                    ? value
                    : context.reportInputMismatch(declared, "another type is noted");
        }
    }

    /** Reads values declared as a class with an adapter; the note may name a more specific adapter. */
    private static final class AdapterReader extends ValueDeserializer<Object> {
        private final JavaType declared;
        private final Adapted adapted;

        private AdapterReader(JavaType declared, Adapted adapted) {
            this.declared = declared;
            this.adapted = adapted;
        }

        @Override
        public Class<?> handledType() {
            return declared.getRawClass();
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
            Note note = StoredNote.at(in, context);
            Adapted own = note != null && note.type() instanceof Adapted noted ? noted : adapted;
            Object value = new ValueDecoder(in, context).readAdapted(own);
            return declared.getRawClass().isInstance(value)
                    ? value
                    : context.reportInputMismatch(declared, "another type is noted");
        }
    }

    private static final class OpenKeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return ValueDecoder.key(key, StoredNote.around(context));
        }
    }

    /** Jackson can create many JDK classes; they are never written, so they are not read. */
    private static final class JdkRefuser extends ValueDeserializer<Object> {
        private final Class<?> type;

        private JdkRefuser(Class<?> type) {
            this.type = type;
        }

        @Override
        public Class<?> handledType() {
            return type;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            return context.reportInputMismatch(type, "a class of the JDK that is never stored");
        }
    }
}
