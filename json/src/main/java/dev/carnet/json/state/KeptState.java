package dev.carnet.json.state;

import dev.carnet.json.fault.Classes;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.PlainTypes;
import dev.carnet.json.type.StoredTypes;
import java.io.Externalizable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what of a class would be lost: objects of an application's class come back with the state that Java serialisation
 * would keep, its fields that are not transient, or the class is refused. What only Unsafe, an opened JDK or a write to a
 * final field could bring back is lost. For one use by one thread.
 */
final class KeptState {
    private static final Set<String> OWN_FORM = Set.of("writeObject", "writeReplace", "readResolve");

    private final JsonMapper mapper;
    private final StoredTypes types;
    private final Set<JavaType> seen = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private KeptState(JsonMapper mapper, StoredTypes types) {
        this.mapper = mapper;
        this.types = types;
    }

    /**
     * The state that would be lost of a class and of the classes of its fields: sentences that name class, field and
     * remedy; empty if there is none.
     */
    static List<String> faults(JsonMapper mapper, StoredTypes types, Class<?> type) {
        KeptState state = new KeptState(mapper, types);
        state.look(mapper.constructType(type));
        return state.faults;
    }

    private void look(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (!seen.add(type) || raw.isEnum()) {
            return;
        }
        if (raw.getEnclosingClass() != null && !Modifier.isStatic(raw.getModifiers()) && !raw.isRecord()) {
            fault(raw, "is an inner class and refers to its outer object: make it static");
            return;
        }
        if (!raw.getModule().isOpen(raw.getPackageName(), JsonMapper.class.getModule())) {
            fault(
                    raw,
                    "is in a package that its module does not open: add 'opens " + raw.getPackageName() + " to "
                            + JsonMapper.class.getModule().getName() + "' to the module's declaration");
            return;
        }
        if (writesItself(raw)) {
            fault(
                    raw,
                    "controls Java serialisation by a method (writeObject, writeReplace, readResolve,"
                            + " writeExternal): keep the state that must come back in fields");
            return;
        }
        if (type.isContainerType()) {
            if (mapper._deserializationContext().introspectBeanDescription(type).findDefaultConstructor() == null) {
                fault(raw, "is a collection without a constructor without arguments: add one");
            }
            StateFields.of(raw)
                    .forEach(field -> fault(
                            field,
                            "would be lost, because only the elements of a collection are stored: use a class with"
                                    + " a field for the collection instead of extending it"));
            return;
        }
        lookAtParent(raw);
        BeanDescription written = mapper._serializationContext().introspectBeanDescription(type);
        if (!DeclaredForms.hasOne(mapper, type)) {
            lookAtFields(type, written);
        }
    }

    /** Whether a class, or a superclass in the application, customises Java serialisation. */
    private static boolean writesItself(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return true;
        }
        for (Class<?> each = type; each != null && !Classes.isJdk(each); each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredMethods()).anyMatch(method -> OWN_FORM.contains(method.getName()))) {
                return true;
            }
        }
        return false;
    }

    /** The state of a JDK class is inaccessible. */
    private void lookAtParent(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        while (parent != null && !Classes.isJdk(parent)) {
            parent = parent.getSuperclass();
        }
        if (parent != null && parent != Record.class && StateFields.has(parent)) {
            fault(
                    type,
                    "extends " + parent.getName() + ", whose state cannot be restored: keep the state that you need"
                            + " in fields of your own");
        }
    }

    private void lookAtFields(JavaType type, BeanDescription written) {
        BeanDescription read = mapper._deserializationContext().introspectBeanDescription(type);
        Map<Member, BeanPropertyDefinition> byField = written.findProperties().stream()
                .filter(BeanPropertyDefinition::hasField)
                .collect(Collectors.toMap(
                        each -> each.getField().getMember(), Function.identity(), (one, other) -> one));
        Map<String, BeanPropertyDefinition> byName = read.findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, Function.identity(), (one, other) -> one));
        boolean canBeMade = type.getRawClass().isRecord()
                || read.findDefaultConstructor() != null
                || read.getPotentialCreators().hasPropertiesBased();
        if (!canBeMade) {
            fault(
                    type.getRawClass(),
                    "has no constructor that names its fields: make it a record, compile it with -parameters,"
                            + " annotate the constructor with @ConstructorProperties, or add a constructor without"
                            + " arguments");
            return;
        }
        for (Field field : StateFields.of(type.getRawClass())) {
            BeanPropertyDefinition property = byField.get(field);
            if (isAnyOther(field, written.findAnyGetter()) && isAnyOther(field, read.findAnySetterAccessor())) {
                continue;
            }
            if (property == null || property.getAccessor() == null) {
                fault(
                        field,
                        "is not written, because an annotation or a field of the same name hides it: make it"
                                + " transient if it need not come back");
            } else if (!type.getRawClass().isRecord() && !isReadBack(byName.get(property.getName()))) {
                fault(
                        field,
                        Modifier.isFinal(field.getModifiers())
                                ? "is final, but no constructor sets it together with all other final fields: add a"
                                        + " constructor whose parameters are named like the fields (compile with"
                                        + " -parameters or annotate it with @ConstructorProperties), or make the"
                                        + " field non-final"
                                : "is written but not read back: remove the annotation that hides it");
            } else {
                problem(property.getPrimaryType()).ifPresent(problem -> fault(field, problem));
            }
        }
    }

    private static boolean isAnyOther(Field field, @Nullable AnnotatedMember member) {
        return member != null && field.equals(member.getMember());
    }

    private static boolean isReadBack(@Nullable BeanPropertyDefinition property) {
        return property != null && (property.hasConstructorParameter() || property.getMutator() != null);
    }

    /** The faults of a declared type, including the application's classes that it names. */
    private Optional<String> problem(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isPrimitive() || PlainTypes.of(raw) != null || types.adapted(raw) != null || StoredTypes.isOpen(type)) {
            return Optional.empty();
        } else if (type.isContainerType()
                && !type.isArrayType()
                && type.isAbstract()
                && !Containers.interfaces().contains(raw)) {
            return Optional.of("is of " + raw.getName() + ", and Carnet does not know how to create it: declare a"
                    + " general interface such as List, or a class");
        } else if (type.isContainerType() || raw == Optional.class || raw == AtomicReference.class) {
            Optional<String> ofContents = type.getContentType() == null
                    ? type.getReferencedType() == null ? Optional.empty() : problem(type.getReferencedType())
                    : problem(type.getContentType());
            if (!Classes.isJdk(raw) && !raw.isArray()) {
                look(type);
            }
            return ofContents;
        } else if (!Classes.isJdk(raw)) {
            look(type);
            return Optional.empty();
        }
        return Optional.of("is of " + raw.getName()
                + ", which cannot be stored: make it transient, or store what you need as" + " text, numbers or dates");
    }

    private void fault(Field field, String problem) {
        faults.add(field.getDeclaringClass().getName() + ": its field '" + field.getName() + "' " + problem);
    }

    private void fault(Class<?> type, String problem) {
        faults.add(type.getName() + " " + problem);
    }
}
