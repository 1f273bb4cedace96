package dev.carnet.json.fault;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown for a value that cannot be stored. As it propagates through the enclosing values, it collects the path. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String reason;
    private final @Nullable Class<?> missing;
    private boolean isChanging;
    private String path = "";

    private Refusal(String subject, String reason) {
        this(subject, reason, null);
    }

    private Refusal(String subject, String reason, @Nullable Class<?> missing) {
        super(reason, null, false, false);
        this.subject = subject;
        this.reason = reason;
        this.missing = missing;
    }

    public static Refusal ofClass(Class<?> type) {
        String remedy = Classes.canBeAllowed(type)
                ? "allow it (allowed_types in the configuration, or AllowedTypes.of(" + type.getSimpleName()
                        + ".class) in code) or store plain values"
                : "store plain values instead (text, numbers, dates, lists, maps)";
        return new Refusal(name(type), "cannot be stored in a session: " + remedy, type);
    }

    /** For an object that would be restored without part of its state. */
    public static Refusal ofState(List<String> faults) {
        return new Refusal(
                "an object",
                "cannot be stored in a session, because it would not come back unchanged:\n  "
                        + String.join("\n  ", faults));
    }

    /** For a value with objects whose construction is defined by annotations. */
    public static Refusal ofTrial(Class<?> type) {
        return new Refusal(
                name(type),
                "cannot be stored in a session, because a trial read returned a different value: its annotations"
                        + " (JsonValue, builder, converter, serializer) must read what they write");
    }

    /** An array can be stored if its elements can. */
    public static Refusal ofArray(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return ofClass(Classes.canBeAllowed(element) ? element : type);
    }

    /** For an object of an allowed class that would be restored as another class because of the declared type. */
    public static Refusal ofSubclass(Class<?> type, Class<?> declared) {
        return new Refusal(
                name(type),
                "cannot be stored in a session where " + declared.getName() + " is declared, because that class"
                        + " would be read back: declare the class itself, or an interface and allow the class");
    }

    /** For a collection that another thread changes continuously. */
    public static Refusal ofChanging(Class<?> type) {
        Refusal refusal = new Refusal(
                name(type),
                "was changed by another thread again and again while it was being stored: use a thread-safe"
                        + " collection (ConcurrentHashMap, CopyOnWriteArrayList, Collections.synchronizedList)");
        refusal.isChanging = true;
        return refusal;
    }

    public static Refusal ofComparator(Class<?> type) {
        return new Refusal(
                name(type),
                "with a comparator cannot be stored in a session, because the comparator cannot be restored: use"
                        + " the natural order, Comparator.reverseOrder() or String.CASE_INSENSITIVE_ORDER, or a"
                        + " LinkedHashMap or LinkedHashSet in the desired order");
    }

    public static Refusal ofKey(@Nullable Object key) {
        return new Refusal(
                key == null ? "null" : name(key.getClass()),
                "cannot be a map's key in a session: use text, numbers, enums or other plain values, all keys of a"
                        + " map of the same class");
    }

    public static Refusal ofValue(Class<?> type, String problem) {
        return new Refusal(name(type), problem + " and cannot be stored in a session: store it as text");
    }

    /** The same, found in a member of this name. */
    public Refusal in(String member) {
        path = Place.member(member) + path;
        return this;
    }

    /** The same, found in an element of this index. */
    public Refusal in(int index) {
        path = Place.element(index) + path;
        return this;
    }

    /** The class that is not allowed, or null if the value is refused for another reason. */
    public @Nullable Class<?> missing() {
        return missing;
    }

    public String path() {
        return path;
    }

    public SessionCodecException toException() {
        String message = subject + Place.shown(path) + " " + reason;
        return isChanging ? new ChangingValueException(message) : new SessionCodecException(message, null);
    }

    /** The name of a hidden class ends in a number that differs in each run. */
    private static String name(Class<?> type) {
        String name = type.getTypeName();
        return type.isHidden() ? name.substring(0, name.indexOf('/')) : name;
    }
}
