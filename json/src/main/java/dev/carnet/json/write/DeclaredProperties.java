package dev.carnet.json.write;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializerBuilder;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Passes the properties of the application's objects to the {@link ValueEncoder}, each with its declared type.
 * Properties with {@link JsonSerialize} are left to Jackson.
 */
public final class DeclaredProperties extends ValueSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
        for (BeanPropertyWriter property : properties) {
            if (!property.hasSerializer() && property.getAnnotation(JsonSerialize.class) == null) {
                property.assignSerializer(new Property(property.getType()));
            }
        }
        return properties;
    }

    @Override
    public BeanSerializerBuilder updateBuilder(
            SerializationConfig config, BeanDescription.Supplier bean, BeanSerializerBuilder builder) {
        builder.getProperties().replaceAll(property -> {
            AnnotatedMember entries = bean.get().findAnyGetter();
            return property instanceof AnyGetterWriter && entries.getType().isMapLikeType()
                    ? new AnyGetterWriter(property, property, entries, new Entries(entries.getType()))
                    : property;
        });
        return builder;
    }

    private static ValueEncoder encoder(SerializationContext context) {
        return (ValueEncoder) context.getAttribute(ValueEncoder.class);
    }

    private static final class Property extends ValueSerializer<Object> {
        private final JavaType declared;

        private Property(JavaType declared) {
            this.declared = declared;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            encoder(context).writeProperty(value, declared);
        }
    }

    /** A map whose entries are properties of its owner. */
    private static final class Entries extends ValueSerializer<Map<?, ?>> {
        private final JavaType declared;

        private Entries(JavaType declared) {
            this.declared = declared;
        }

        @Override
        public void serialize(Map<?, ?> entries, JsonGenerator out, SerializationContext context) {
            encoder(context).writeProperties(entries, declared.getKeyType(), declared.getContentType());
        }
    }
}
