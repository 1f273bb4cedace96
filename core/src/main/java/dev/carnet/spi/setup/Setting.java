package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import dev.carnet.internal.text.DurationWords;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A key in a store's part of the configuration: its name and aliases, the allowed values, its default. The declaration
 * is used to read the file, for error messages and for the documentation. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
    private final String name;
    private final List<String> aliases;
    private final String allowed;
    private final List<String> choices;
    private final Function<Object, T> reader;
    private final @Nullable T defaultValue;
    private final boolean required;
    private final boolean secret;
    private final String description;

    private Setting(
            String name,
            List<String> aliases,
            String allowed,
            List<String> choices,
            Function<Object, T> reader,
            @Nullable T defaultValue,
            boolean required,
            boolean secret,
            String description) {
        this.name = name;
        this.aliases = aliases;
        this.allowed = allowed;
        this.choices = choices;
        this.reader = reader;
        this.defaultValue = defaultValue;
        this.required = required;
        this.secret = secret;
        this.description = description;
    }

    /**
     * A setting with a custom rule.
     *
     * @param allowed completes "allowed is ..." in a message
     * @param reader converts the text to the value; throws {@link IllegalArgumentException} with the problem
     */
    public static <T> Setting<T> of(String name, String allowed, Function<String, T> reader) {
        return raw(name, allowed, value -> reader.apply(text(value)));
    }

    private static <T> Setting<T> raw(String name, String allowed, Function<Object, T> reader) {
        return new Setting<>(name, List.of(), allowed, List.of(), reader, null, false, false, "");
    }

    /** Any non-empty text. */
    public static Setting<String> text(String name) {
        return of(name, "text", Setting::notEmpty);
    }

    /** Text that must not appear in messages; may be empty. */
    public static Setting<String> secret(String name) {
        return new Setting<>(name, List.of(), "text", List.of(), Setting::text, null, false, true, "");
    }

    /** A whole number within inclusive bounds. */
    public static Setting<Integer> integer(String name, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        return of(name, allowed, text -> {
            int number;
            try {
                number = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
            }
            if (number < least || number > most) {
                throw new IllegalArgumentException(number + " is out of range");
            }
            return number;
        });
    }

    /** Yes or no: {@code true}/{@code false}, {@code 1}/{@code 0}, {@code yes}/{@code no}, {@code on}/{@code off}. */
    public static Setting<Boolean> flag(String name) {
        return of(name, "true or false (also 1 or 0, yes or no, on or off)", text -> switch (text.strip()
                .toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off", "" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither");
        });
    }

    /** A duration in seconds or in words, see {@link #DURATION_ALLOWED}. */
    public static Setting<Duration> duration(String name) {
        return of(name, DURATION_ALLOWED, DurationWords::parse);
    }

    /** The allowed forms of a duration. */
    public static final String DURATION_ALLOWED = DurationWords.ALLOWED;

    /** One of an enum's constants, in any case, {@code -} and {@code _} alike. */
    public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> choices = Arrays.stream(constants)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        Setting<E> open = of(
                name,
                String.join(", ", choices),
                text -> Arrays.stream(constants)
                        .filter(each ->
                                each.name().equalsIgnoreCase(text.strip().replace('-', '_')))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of them")));
        return open.choices(choices);
    }

    /** A nested group of keys, passed on unchanged. */
    public static Setting<Map<?, ?>> group(String name) {
        return raw(name, "a group of keys", value -> {
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalArgumentException("this is not a group of keys");
        });
    }

    /** Several texts: a list, or one text with commas. */
    public static Setting<List<String>> list(String name) {
        return raw(
                name,
                "a list of texts",
                value -> value instanceof List<?> list
                        ? list.stream().map(each -> notEmpty(text(each))).toList()
                        : Arrays.stream(text(value).split(",", -1))
                                .map(each -> notEmpty(each.strip()))
                                .toList());
    }

    /** Like {@link #list}, for texts that must not appear in messages. */
    public static Setting<List<String>> secrets(String name) {
        Setting<List<String>> open = list(name);
        return new Setting<>(name, List.of(), open.allowed, List.of(), open.reader, null, false, true, "");
    }

    /** An object that can only be supplied in code, such as a {@code DataSource}. */
    public static <T> Setting<T> handedIn(String name, Class<T> type) {
        return raw(name, "a " + type.getSimpleName() + ", supplied in code", value -> {
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw new IllegalArgumentException("a file cannot hold a " + type.getSimpleName());
        });
    }

    /** Like {@link #handedIn}, or a {@link Supplier} of such an object, which is called when the object is needed. */
    public static <T> Setting<Supplier<T>> handedInOrSupplied(String name, Class<T> type) {
        String wanted = "a " + type.getSimpleName() + " or a Supplier of one";
        return raw(name, wanted + ", supplied in code", value -> {
            if (type.isInstance(value)) {
                T object = type.cast(value);
                return () -> object;
            }
            if (value instanceof Supplier<?> supplier) {
                return () -> supplied(name, type, supplier.get());
            }
            throw new IllegalArgumentException("a file cannot hold " + wanted);
        });
    }

    private static <T> T supplied(String name, Class<T> type, @Nullable Object object) {
        if (type.isInstance(object)) {
            return type.cast(object);
        }
        throw new ConfigurationException("the Supplier of " + name + " gave "
                + (object == null ? "null" : "a " + object.getClass().getName()) + "; required is a "
                + type.getSimpleName());
    }

    /** This setting with additional aliases. */
    public Setting<T> aliases(String... others) {
        return new Setting<>(
                name, List.of(others), allowed, choices, reader, defaultValue, required, secret, description);
    }

    /** This setting with all its values, for "did you mean". */
    public Setting<T> choices(List<String> all) {
        return new Setting<>(
                name, aliases, allowed, List.copyOf(all), reader, defaultValue, required, secret, description);
    }

    public Setting<T> defaultsTo(T value) {
        return new Setting<>(name, aliases, allowed, choices, reader, value, false, secret, description);
    }

    /** This setting, required: it is an error if it is missing. */
    public Setting<T> required() {
        return new Setting<>(name, aliases, allowed, choices, reader, null, true, secret, description);
    }

    /** This setting with a line for the documentation. */
    public Setting<T> describedAs(String line) {
        return new Setting<>(name, aliases, allowed, choices, reader, defaultValue, required, secret, line);
    }

    public String name() {
        return name;
    }

    public List<String> aliases() {
        return aliases;
    }

    /** The allowed values, to complete "allowed is ...". */
    public String allowed() {
        return allowed;
    }

    /** All values, if they can be enumerated; otherwise empty. */
    public List<String> choices() {
        return choices;
    }

    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether the value must not appear in messages. */
    public boolean isSecret() {
        return secret;
    }

    public String description() {
        return description;
    }

    /** Converts an object from a file or code to the value; throws {@link IllegalArgumentException} with the problem. */
    public T read(Object raw) {
        return reader.apply(raw);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String text(Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("this must be a single value");
        }
        return value.toString();
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return text;
    }
}
