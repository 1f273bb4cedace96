package dev.carnet.json.type;

import dev.carnet.error.ConfigurationException;
import dev.carnet.json.fault.Classes;
import dev.carnet.json.fault.Refusal;
import dev.carnet.json.form.ValueForm;
import dev.carnet.options.AllowedTypes;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** All types that a note can name: the plain types and the application's allowed classes. Immutable. */
public final class StoredTypes {
    private static final String ARRAY = "[]";
    private static final String ANYTHING = "object";

    private final ValueForm form;
    private final Map<String, StoredType> byName = new HashMap<>();
    private final Map<Class<?>, StoredType> allowed = new ConcurrentHashMap<>();
    private final AllowedTypes allowedTypes;
    private final Adapters adapters;
    private final boolean isOfAnyName;

    /**
     * @throws ConfigurationException if a class is allowed under a name of Carnet's own, or has no instances
     */
    public StoredTypes(ValueForm form, AllowedTypes allowedTypes) {
        this(form, allowedTypes, false);
    }

    /**
     * Types in which every name that is not Carnet's counts as an application's class, of which no objects can be
     * created.
     */
    public static StoredTypes ofAnyName(ValueForm form) {
        return new StoredTypes(form, AllowedTypes.NONE, true);
    }

    private StoredTypes(ValueForm form, AllowedTypes allowedTypes, boolean isOfAnyName) {
        this.form = form;
        this.isOfAnyName = isOfAnyName;
        this.allowedTypes = allowedTypes;
        PlainTypes.ALL.forEach(this::add);
        Containers.all().forEach(this::add);
        for (Class<?> element :
                new Class<?>[] {boolean.class, short.class, int.class, long.class, float.class, double.class}) {
            add(new ArrayOf(plural(element), element, PlainTypes.ofPrimitive(element)));
        }
        this.adapters = new Adapters(allowedTypes.adapters());
        adapters.all().forEach(each -> {
            requireFree(each.name(), each.type());
            add(each);
        });
        allowedTypes.byName().forEach(this::allow);
    }

    private void add(StoredType type) {
        byName.put(type.name(), type);
    }

    private void allow(String name, Class<?> type) {
        requireFree(name, type);
        if (Classes.isJdk(type)) {
            throw new ConfigurationException(type.getName()
                    + " is a class of the JDK and cannot be allowed: its value types are stored anyway, and the"
                    + " state of its other classes cannot be restored");
        } else if (Modifier.isAbstract(type.getModifiers()) && !type.isEnum()) {
            throw new ConfigurationException(
                    type.getName() + " has no instances of its own; allow the classes that implement it");
        }
        StoredType stored = stored(name, type);
        add(stored);
        allowed.putIfAbsent(type, stored);
    }

    private void requireFree(String name, Class<?> type) {
        if (byName.containsKey(name) || name.equals(ANYTHING)) {
            throw new ConfigurationException(
                    "the type name '" + name + "' is reserved; give " + type.getName() + " another one");
        }
    }

    /** The adapter of a class, or null. */
    public @Nullable Adapted adapted(Class<?> type) {
        return adapters.of(type);
    }

    private static StoredType stored(String name, Class<?> type) {
        return type.isEnum() ? Scalar.ofEnum(name, type, true) : new Application(name, type);
    }

    /** The application's classes that are allowed by name, without enums. */
    public List<Class<?>> named() {
        return byName.values().stream()
                .filter(Application.class::isInstance)
                .<Class<?>>map(each -> ((Application) each).type())
                .toList();
    }

    /** The form that values of these types have. */
    public ValueForm form() {
        return form;
    }

    /** The type as which a class is allowed, or null. */
    public @Nullable StoredType allowed(Class<?> type) {
        StoredType known = allowed.get(type);
        return known != null || allowedTypes.packages().isEmpty() ? known : ofPackage(type);
    }

    private @Nullable StoredType ofPackage(Class<?> type) {
        boolean isAllowed = Classes.canBeAllowed(type)
                && (type.isEnum() || !Modifier.isAbstract(type.getModifiers()))
                && allowedTypes.packageOf(type.getName()).isPresent();
        return isAllowed ? allowed.computeIfAbsent(type, each -> stored(each.getName(), each)) : null;
    }

    /** The class of a full name in an allowed package, or null if there is none. */
    private @Nullable StoredType ofPackage(String className) {
        Map.Entry<String, ClassLoader> allowing =
                allowedTypes.packageOf(className).orElse(null);
        if (allowing == null) {
            return null;
        }
        try {
            return ofPackage(Class.forName(className, false, allowing.getValue()));
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
    }

    /**
     * The scalar type of a value, or null.
     *
     *
     * @throws Refusal if it is of an enum that is neither allowed nor declared
     */
    public @Nullable Scalar<?> scalar(Object value, JavaType declared) {
        if (!(value instanceof Enum<?> constant)) {
            return PlainTypes.of(value.getClass());
        }
        Class<?> type = constant.getDeclaringClass();
        if (known(type) instanceof Scalar<?> constants) {
            return constants;
        } else if (declared.hasRawClass(type)) {
            return Scalar.ofEnum(type.getName(), type, true);
        }
        throw Refusal.ofClass(type);
    }

    /**
     * The scalar type of an enum's constants.
     *
     *
     * @throws Refusal if the enum is not allowed
     */
    public Scalar<?> constants(Class<?> type) {
        if (known(type) instanceof Scalar<?> constants) {
            return constants;
        }
        throw Refusal.ofClass(type);
    }

    private @Nullable StoredType known(Class<?> type) {
        Scalar<?> plain = PlainTypes.of(type);
        return plain == null ? allowed(type) : plain;
    }

    /** The name of an array's class, or null if it cannot be noted. */
    public @Nullable String arrayName(Class<?> array) {
        Class<?> component = array.getComponentType();
        if (component.isPrimitive()) {
            return plural(component);
        }
        String element = componentName(component);
        return element == null ? null : element + ARRAY;
    }

    private @Nullable String componentName(Class<?> component) {
        if (component == Object.class) {
            return ANYTHING;
        }
        Adapted adapted = adapted(component);
        StoredType type = adapted != null && adapted.type() == component ? adapted : known(component);
        if (type != null) {
            return type.name();
        }
        return component.isArray() ? arrayName(component) : null;
    }

    /** The type of a name, or null if there is none. */
    public @Nullable StoredType named(String name) {
        if (!name.endsWith(ARRAY)) {
            StoredType type = byName.get(name);
            type = type == null ? withRemainder(name) : type;
            type = type == null ? ofPackage(name) : type;
            return type == null && isOfAnyName ? new Application(name, Object.class) : type;
        }
        String element = name.substring(0, name.length() - ARRAY.length());
        if (element.equals(ANYTHING)) {
            return new ArrayOf(name, Object.class, null);
        }
        StoredType type = named(element);
        Class<?> component = type == null ? null : javaType(type);
        return component == null ? null : new ArrayOf(name, component, type);
    }

    /** The type of a map's keys by its name, or null if it cannot be one. */
    public @Nullable Scalar<?> key(StoredType named) {
        if (isOfAnyName && named instanceof Application) {
            return Scalar.text(named.name(), String.class, text -> text, text -> text);
        }
        return named instanceof Scalar<?> scalar && scalar.canBeKey() ? scalar : null;
    }

    /** A plain type with the part of a value that its form omits, such as {@code instant.901234}. */
    private @Nullable StoredType withRemainder(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !(byName.get(name.substring(0, dot)) instanceof Scalar<?> scalar)) {
            return null;
        }
        UnaryOperator<Object> completion = form.completion(scalar.name(), name.substring(dot + 1));
        return completion == null ? null : scalar.completed(completion);
    }

    private static @Nullable Class<?> javaType(StoredType type) {
        if (type instanceof Scalar<?> scalar) {
            return scalar.type();
        } else if (type instanceof ArrayOf array) {
            return array.component().arrayType();
        }
        if (type instanceof Adapted adapted) {
            return adapted.type();
        }
        return type instanceof Application application ? application.type() : null;
    }

    private static String plural(Class<?> primitive) {
        return primitive.getName() + "s";
    }

    /** Whether a declared type does not determine the class of a value, so that a note must. */
    public static boolean isOpen(JavaType declared) {
        return declared.isJavaLangObject()
                || (declared.isAbstract()
                        && !declared.isPrimitive()
                        && !declared.isContainerType()
                        && (!declared.isEnumType() || declared.hasRawClass(Enum.class))
                        && PlainTypes.of(declared.getRawClass()) == null);
    }
}
