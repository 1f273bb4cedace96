package dev.carnet.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.form.ValueForm;
import dev.carnet.json.graph.Reference;
import dev.carnet.json.graph.ReferenceReaders;
import dev.carnet.json.read.DeclaredTypes;
import dev.carnet.json.read.KindReaders;
import dev.carnet.json.state.StateConstructor;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.json.write.DeclaredProperties;
import dev.carnet.json.write.RootValue;
import dev.carnet.spi.Encoding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.Version;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.PotentialCreator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleAbstractTypeResolver;
import tools.jackson.databind.module.SimpleSerializers;
import tools.jackson.databind.util.NameTransformer;

/** Configures Jackson for this package. */
final class JsonMappers {
    private JsonMappers() {}

    static JsonMapper mapper(ValueForm form, StoredTypes types, JacksonExtensions extensions) {
        return mapper(form, new Module(types, null), extensions);
    }

    /** A mapper that also reads {@link Reference}s. */
    static JsonMapper graphMapper(ValueForm form, StoredTypes types, JacksonExtensions extensions) {
        return mapper(form, new Module(types, new ReferenceReaders()), extensions);
    }

    private static JsonMapper mapper(ValueForm form, Module module, JacksonExtensions extensions) {
        JsonMapper.Builder builder = JsonMapper.builder(factory(form)).annotationIntrospector(new HeededAnnotations());
        extensions.applyTo(builder);
        return builder.addModule(module)
                // An object is its fields; what accessors say, and what they do, is not its state.
                .changeDefaultVisibility(rules -> rules.with(Visibility.NONE).withFieldVisibility(Visibility.ANY))
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .disable(SerializationFeature.WRAP_EXCEPTIONS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(
                        DeserializationFeature.WRAP_EXCEPTIONS,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** A mapper without type information, for token-level access. */
    static JsonMapper plain(ValueForm form, JacksonModule module) {
        return JsonMapper.builder(factory(form))
                .addModule(module)
                .disable(SerializationFeature.WRAP_EXCEPTIONS)
                .build();
    }

    private static JsonFactory factory(ValueForm form) {
        return JsonFactory.builder()
                .streamReadConstraints(JsonForm.READ_BOUNDS)
                .streamWriteConstraints(JsonForm.WRITE_BOUNDS)
                .rootValueSeparator((String) null)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, form.encoding() != Encoding.BYTES)
                // UTF-8 to all who read it: bytes that look like UTF-16 are no other text here.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                // Names are the users' data, and may collide.
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    private static final class Module extends JacksonModule {
        private final StoredTypes types;
        private final @Nullable ReferenceReaders references;

        private Module(StoredTypes types, @Nullable ReferenceReaders references) {
            this.types = types;
            this.references = references;
        }

        @Override
        public String getModuleName() {
            return "carnet";
        }

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public void setupModule(SetupContext context) {
            context.addDeserializerModifier(new KindReaders());
            if (references != null) {
                context.addDeserializerModifier(references);
            }
            DeclaredTypes declared = new DeclaredTypes(types);
            context.addSerializers(new SimpleSerializers().addSerializer(RootValue.class, new RootValue.Writer(types)))
                    .addSerializerModifier(new DeclaredProperties())
                    .addDeserializers(declared)
                    .addKeyDeserializers(declared)
                    .addAbstractTypeResolver(
                            new SimpleAbstractTypeResolver().addMapping(Set.class, LinkedHashSet.class));
        }
    }

    /**
     * Respects annotations, except those that let a stored name choose a class, and {@code JsonUnwrapped}: its
     * properties are read from a copy whose place no note can state, so they are stored as a separate object.
     */
    private static final class HeededAnnotations extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            return null;
        }

        /** The constructor that takes an object's state, if the application has not chosen one. */
        @Override
        public @Nullable PotentialCreator findPreferredCreator(
                MapperConfig<?> config,
                AnnotatedClass type,
                List<PotentialCreator> constructors,
                List<PotentialCreator> factories,
                Optional<PotentialCreator> withoutArguments) {
            return StateConstructor.among(config, type, constructors, withoutArguments.isPresent());
        }

        @Override
        public @Nullable Object findTypeResolverBuilder(MapperConfig<?> config, Annotated annotated) {
            return null;
        }

        @Override
        public @Nullable JavaType findPolymorphicBaseType(
                MapperConfig<?> config, AnnotatedClass type, JsonTypeInfo.Value info, JavaType assumed) {
            return null;
        }

        /** An omitted value would be restored as the default. */
        @Override
        public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
            return JsonInclude.Value.empty();
        }

        /** A skipped null would be restored as the default. */
        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return JsonSetter.Value.empty();
        }

        /** Back references would not be written. */
        @Override
        public @Nullable ReferenceProperty findReferenceType(MapperConfig<?> config, AnnotatedMember member) {
            return null;
        }

        @Override
        public @Nullable NameTransformer findUnwrappingNameTransformer(MapperConfig<?> config, AnnotatedMember member) {
            return null;
        }
    }
}
