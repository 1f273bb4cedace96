package dev.carnet.json.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.util.TokenBuffer;

/** Lets Jackson read a {@link Reference} for every declared type whose objects can be parts. */
public final class ReferenceReaders extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public BeanDeserializerBuilder updateBuilder(
            DeserializationConfig config, BeanDescription.Supplier bean, BeanDeserializerBuilder builder) {
        List<SettableBeanProperty> properties = new ArrayList<>();
        builder.getProperties().forEachRemaining(properties::add);
        for (SettableBeanProperty each : properties) {
            if (!each.isCreatorProperty()) {
                builder.addOrReplaceProperty(new LateProperty(each), true);
            }
        }
        return builder;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
        return new ReferenceReader(reader);
    }

    @Override
    public ValueDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config, ArrayType type, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
        return new ReferenceReader(reader);
    }

    @Override
    public ValueDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> reader) {
        return new ReferenceReader(reader);
    }

    @Override
    public ValueDeserializer<?> modifyMapDeserializer(
            DeserializationConfig config, MapType type, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
        return new ReferenceReader(reader);
    }

    /** The deserializer for values that are not references. */
    public static ValueDeserializer<?> unwrapped(ValueDeserializer<?> reader) {
        return reader instanceof ReferenceReader references ? references.getDelegatee() : reader;
    }

    private static final class ReferenceReader extends DelegatingDeserializer {
        private ReferenceReader(ValueDeserializer<?> others) {
            super(others);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> others) {
            return new ReferenceReader(others);
        }

        /** The wrapped deserializer receives the declared type. */
        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType type = context.getContextualType();
            JavaType declared = type == null ? context.constructType(handledType()) : type;
            return new ReferenceReader(context.handleSecondaryContextualization(getDelegatee(), property, declared));
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
            if (!Reference.isAt(in)) {
                Object value = super.deserialize(in, context);
                GraphReading.noteMade(value, context);
                return value;
            }
            Object value = GraphReading.of(context).resolve(Reference.at(in));
            return value == null || handledType().isInstance(value)
                    ? value
                    : context.reportInputMismatch(handledType(), "the reference leads to another type");
        }
    }

    /** Returns the reference itself if its part is being read. */
    private static final class HoleReader extends DelegatingDeserializer {
        private HoleReader(ValueDeserializer<?> others) {
            super(others);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> others) {
            return new HoleReader(others);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            if (!Reference.isAt(in)) {
                return super.deserialize(in, context);
            }
            Reference reference = Reference.at(in);
            try {
                return super.deserialize(in, context);
            } catch (Unfinished e) {
                return reference;
            }
        }
    }

    /** A property that can be set after its object has been read. */
    private static final class LateProperty extends SettableBeanProperty.Delegating {
        private static final long serialVersionUID = 1L;

        private LateProperty(SettableBeanProperty property) {
            super(property);
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
            return new LateProperty(property);
        }

        @Override
        public SettableBeanProperty withValueDeserializer(ValueDeserializer<?> reader) {
            return super.withValueDeserializer(reader instanceof HoleReader ? reader : new HoleReader(reader));
        }

        @Override
        public void deserializeAndSet(JsonParser in, DeserializationContext context, Object bean) {
            if (Reference.isAt(in)) {
                set(context, bean, deserialize(in, context));
            } else {
                super.deserializeAndSet(in, context, bean);
            }
        }

        @Override
        public void set(DeserializationContext context, Object bean, @Nullable Object value) {
            if (value instanceof Reference reference) {
                GraphReading.of(context).later(() -> super.set(context, bean, read(reference, context)));
            } else {
                super.set(context, bean, value);
            }
        }

        /** The declared type may be a wrapper of the object, such as an {@code Optional}. */
        private Object read(Reference reference, DeserializationContext context) {
            TokenBuffer token = TokenBuffer.forGeneration();
            token.writeEmbeddedObject(reference);
            try (JsonParser in = token.asParserOnFirstToken(context)) {
                Object value = deserialize(in, context);
                if (value instanceof Reference) {
                    throw new Unfinished();
                }
                return value;
            }
        }
    }
}
