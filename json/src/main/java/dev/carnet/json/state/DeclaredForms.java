package dev.carnet.json.state;

import dev.carnet.json.fault.Classes;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/**
 * Whether a class says by annotations how its objects are written and made: a value in their place, a builder, a converter, a
 * reader or writer of its own. Then its fields say nothing of what comes back, and a value is read back as a trial when it is
 * put.
 */
final class DeclaredForms {
    private DeclaredForms() {}

    /** Whether a class or a member of it bears an annotation of Jackson's, its own or of a mix-in, which may change what is written or read. */
    static boolean isAnnotated(JsonMapper mapper, Class<?> type) {
        if (mapper.serializationConfig().findMixInClassFor(type) != null) {
            return true;
        }
        for (Class<?> each = type; each != null && !Classes.isJdk(each); each = each.getSuperclass()) {
            Stream<AnnotatedElement> elements = Stream.of(
                            Stream.of(each),
                            Arrays.stream(each.getDeclaredFields()),
                            Arrays.stream(each.getDeclaredMethods()),
                            Arrays.stream(each.getDeclaredConstructors()))
                    .flatMap(Function.identity());
            if (elements.flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
                    .anyMatch(
                            annotation -> isJacksons(annotation.annotationType().getName()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJacksons(String annotation) {
        return annotation.startsWith("com.fasterxml.jackson.") || annotation.startsWith("tools.jackson.");
    }

    static boolean hasOne(JsonMapper mapper, JavaType type) {
        SerializationConfig config = mapper.serializationConfig();
        BeanDescription written = mapper._serializationContext().introspectBeanDescription(type);
        BeanDescription read = mapper._deserializationContext().introspectBeanDescription(type);
        AnnotatedClass annotated = written.getClassInfo();
        AnnotationIntrospector annotations = config.getAnnotationIntrospector();
        return isWrittenByAModule(mapper, type)
                || written.findJsonValueAccessor() != null
                || !read.getPotentialCreators().getExplicitDelegating().isEmpty()
                || annotations.findPOJOBuilder(config, annotated) != null
                || annotations.findSerializer(config, annotated) != null
                || annotations.findDeserializer(config, annotated) != null
                || annotations.findSerializationConverter(config, annotated) != null
                || annotations.findDeserializationConverter(config, annotated) != null;
    }

    /** Whether a module of the application's has a serializer of its own for a class that is no collection. */
    private static boolean isWrittenByAModule(JsonMapper mapper, JavaType type) {
        return !type.isContainerType()
                && !type.isEnumType()
                && !isBeans(mapper._serializationContext().findValueSerializer(type));
    }

    /** Jackson finds no properties in a class without fields, which is correct. */
    private static boolean isBeans(ValueSerializer<?> serializer) {
        return serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer;
    }
}
