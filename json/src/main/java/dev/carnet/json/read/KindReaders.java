package dev.carnet.json.read;

import dev.carnet.json.note.Note;
import dev.carnet.json.note.StoredNote;
import dev.carnet.json.type.Application;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.Mapping;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Creates the noted container if it differs from the one that Jackson would create for the declared type. */
public final class KindReaders extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> reader) {
        return new KindReader(reader, type);
    }

    @Override
    public ValueDeserializer<?> modifyMapDeserializer(
            DeserializationConfig config, MapType type, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
        return new KindReader(reader, type);
    }

    private static final class KindReader extends DelegatingDeserializer {
        private final JavaType declared;

        private KindReader(ValueDeserializer<?> reader, JavaType declared) {
            super(reader);
            this.declared = declared;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new KindReader(reader, declared);
        }

        /** Before that, only the class that Jackson has chosen for the declared type is known. */
        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType type = context.getContextualType();
            ValueDeserializer<?> reader = context.handleSecondaryContextualization(getDelegatee(), property, declared);
            return new KindReader(reader, type != null && type.isContainerType() ? type : declared);
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
            Note note = in.currentToken().isStructStart() ? StoredNote.at(in, context) : null;
            if (note == null || isGeneral()) {
                return super.deserialize(in, context);
            } else if (note.type() instanceof Application application) {
                return isOther(application.type()) && StoredNote.canBeMade(application.type(), context)
                        ? context.readValue(in, context.constructType(application.type()))
                        : super.deserialize(in, context);
            }
            return fits(note) ? made(note, in, context) : super.deserialize(in, context);
        }

        /** The container from which others are created; a note at the same place describes those. */
        private boolean isGeneral() {
            return declared.hasRawClass(ArrayList.class) || declared.hasRawClass(LinkedHashMap.class);
        }

        private boolean isOther(Class<?> type) {
            return type != declared.getRawClass() && declared.getRawClass().isAssignableFrom(type);
        }

        /** Whether the noted container differs from the default and is allowed by the declared type. */
        private boolean fits(Note note) {
            Object sample = null;
            if (note.type() instanceof Sequence sequence && declared.isCollectionLikeType()) {
                sample = sequence.equals(Containers.LIST)
                        ? null
                        : orNull(() -> sequence.build(List.of(), elements(note)));
            } else if (note.type() instanceof Mapping mapping && declared.isMapLikeType()) {
                sample = mapping.equals(Containers.MAP)
                        ? null
                        : orNull(() -> mapping.maker().apply(Map.of(), keys(note)));
            }
            return declared.getRawClass().isInstance(sample);
        }

        private static @Nullable Object orNull(Supplier<Object> made) {
            try {
                return made.get();
            } catch (RuntimeException needsElements) {
                return null;
            }
        }

        /** Read in stored order, then created. */
        private Object made(Note note, JsonParser in, DeserializationContext context) {
            try {
                if (note.type() instanceof Mapping mapping) {
                    JavaType entries = context.getTypeFactory()
                            .constructMapType(LinkedHashMap.class, declared.getKeyType(), declared.getContentType());
                    return mapping.maker().apply(context.readValue(in, entries), keys(note));
                }
                JavaType elements =
                        context.getTypeFactory().constructCollectionType(ArrayList.class, declared.getContentType());
                return ((Sequence) note.type()).build(context.readValue(in, elements), elements(note));
            } catch (ClassCastException | NullPointerException | IllegalArgumentException elementsOfAnotherType) {
                return context.reportInputMismatch(declared, "the elements are none for the container that is noted");
            }
        }

        private @Nullable Scalar<?> elements(Note note) {
            return noted(note.eachScalar(), declared.getContentType());
        }

        private @Nullable Scalar<?> keys(Note note) {
            return noted(note.key(), declared.getKeyType());
        }

        /** Nothing is noted for declared types. */
        private static @Nullable Scalar<?> noted(@Nullable Scalar<?> noted, JavaType content) {
            return noted == null && content.isEnumType()
                    ? Scalar.ofEnum(content.getRawClass().getName(), content.getRawClass(), true)
                    : noted;
        }
    }
}
