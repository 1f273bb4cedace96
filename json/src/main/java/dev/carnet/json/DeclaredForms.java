package dev.carnet.json;

import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a class says by annotations how its objects are written and made: a value in their place, a builder, a converter, a
 * reader or writer of its own. Then its fields say nothing of what comes back, and a value is read back as a trial when it is
 * put.
 */
final class DeclaredForms {
    private DeclaredForms() {}

    static boolean hasOne(JsonMapper mapper, JavaType type) {
        SerializationConfig config = mapper.serializationConfig();
        BeanDescription written = mapper._serializationContext().introspectBeanDescription(type);
        BeanDescription read = mapper._deserializationContext().introspectBeanDescription(type);
        AnnotatedClass annotated = written.getClassInfo();
        AnnotationIntrospector annotations = config.getAnnotationIntrospector();
        return written.findJsonValueAccessor() != null
                || !read.getPotentialCreators().getExplicitDelegating().isEmpty()
                || annotations.findPOJOBuilder(config, annotated) != null
                || annotations.findSerializer(config, annotated) != null
                || annotations.findDeserializer(config, annotated) != null
                || annotations.findSerializationConverter(config, annotated) != null
                || annotations.findDeserializationConverter(config, annotated) != null;
    }
}
