package dev.carnet.json.type;

import dev.carnet.json.fault.Refusal;
import dev.carnet.json.form.JsonForm;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A type whose value is one JSON string, number or boolean, and which can be a map's key.
 *
 * @param bare whether its text stands without quotes, as far as JSON has a number for it (it has none for NaN)
 * @param application whether it is the application's, so that a text it does not know is unreadable rather than plain
 * @param print the text of a value; different values have different texts
 * @param parse the value of a text; throws a {@link RuntimeException} if it has none
 * @param adopt the value of an object that the form has as such; throws a {@link RuntimeException} if it has none
 */
public record Scalar<T>(
        String name,
        Class<T> type,
        boolean bare,
        boolean application,
        Function<T, String> print,
        Function<String, ? extends T> parse,
        Function<Object, ? extends T> adopt)
        implements StoredType {

    public static <T> Scalar<T> bare(Class<T> type, Function<String, ? extends T> parse) {
        return new Scalar<>(shortName(type), type, true, false, Object::toString, parse, type::cast);
    }

    public static <T> Scalar<T> bare(Class<T> type, Function<T, String> print, Function<String, ? extends T> parse) {
        return new Scalar<>(shortName(type), type, true, false, print, parse, type::cast);
    }

    public static <T> Scalar<T> text(Class<T> type, Function<String, ? extends T> parse) {
        return text(shortName(type), type, Object::toString, parse);
    }

    public static <T> Scalar<T> text(
            String name, Class<T> type, Function<T, String> print, Function<String, ? extends T> parse) {
        return new Scalar<>(name, type, false, false, print, parse, type::cast);
    }

    /** The constants of an enum, stored by {@link Enum#name()}. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // an enum's own type parameter cannot be named here
    public static Scalar<?> ofEnum(String name, Class<?> type, boolean application) {
        Class constants = type;
        return new Scalar<Enum>(
                name,
                constants,
                false,
                application,
                Enum::name,
                text -> Enum.valueOf(constants, text),
                Enum.class::cast);
    }

    /** The same, with values created from objects of another class. */
    public Scalar<T> adopting(Function<Object, ? extends T> adopt) {
        return new Scalar<>(name, type, bare, application, print, parse, adopt);
    }

    /** The same for a value of which the form holds only a part. */
    public Scalar<T> completed(UnaryOperator<Object> completion) {
        return adopting(whole -> type.cast(completion.apply(adopt.apply(whole))));
    }

    private static String shortName(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * A value's text, as it stands in a string or as a map's key.
     *
     * @throws Refusal if it has none that could be read back
     */
    public String print(Object value) {
        String text;
        try {
            text = print.apply(type.cast(value));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refusal.ofValue(value.getClass(), "has no text from which it could be restored");
        }
        if (bare && text.length() > JsonForm.MAX_DIGITS) {
            throw Refusal.ofValue(value.getClass(), "has more than " + JsonForm.MAX_DIGITS + " digits");
        }
        return text;
    }

    public void write(Object value, JsonGenerator out) {
        String text = print(value);
        if (bare && (text.equals("true") || text.equals("false"))) {
            out.writeBoolean(text.equals("true"));
        } else if (bare && isJsonNumber(text)) {
            out.writeNumber(text);
        } else {
            out.writeString(text);
        }
    }

    /** Whether equal values are equal keys of a map, so that a restored key finds its entry. */
    public boolean canBeKey() {
        return !PlainTypes.IDENTICAL_ONLY.contains(type);
    }

    /** A double is printed as a number, except NaN and Infinity. */
    private static boolean isJsonNumber(String text) {
        return Character.isDigit(text.charAt(text.length() - 1));
    }

    /** The value at the parser's token, or null if it is not of this type. */
    public @Nullable T read(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return orNull(adopt, in.getEmbeddedObject());
        }
        return token == JsonToken.VALUE_STRING || (bare && token.isScalarValue()) ? parse(in.getString()) : null;
    }

    /** The value of a text, or null if it has none. A number's text has the same bound as a number. */
    public @Nullable T parse(String text) {
        return bare && text.length() > JsonForm.MAX_DIGITS ? null : orNull(parse, text);
    }

    private static <A, T> @Nullable T orNull(Function<A, ? extends T> function, A argument) {
        try {
            return function.apply(argument);
        } catch (RuntimeException notOfThisType) {
            return null;
        }
    }
}
