package dev.carnet.json.form;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoding;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * How values lie in the stored bytes, and which plain types have a type of their own there. What may be stored, how it is
 * taken apart and what is noted beside it is the same in every form: {@code ValueCodec} knows it. Thread-safe.
 */
public interface ValueForm {
    Encoding encoding();

    /** For messages, such as {@code "JSON"}. */
    String name();

    /** The most levels a value may have. */
    int maxDepth();

    /**
     * The bytes of a value.
     *
     * @param writer writes it, token by token
     */
    byte[] write(ObjectWriter writer, Object value);

    /**
     * A parser before the first token of a value's bytes.
     *
     * @param reader will read from it
     * @throws SessionCodecException if the bytes are not of this form; the message shows none of them
     */
    JsonParser parse(byte[] bytes, ObjectReader reader);

    /**
     * Writes a plain value as a type of the form's own. The parser gives it back as an equal number, or as an embedded
     * object of the value's class; a {@code Date} as an {@code Instant}.
     *
     * @return false if the form has none for it, so that it is to be written as JSON has it
     */
    boolean writeOwn(Object value, JsonGenerator out);

    /** Whether this very value is read back though nothing is noted beside it. */
    boolean isPlain(Object value);

    /** What the form's own type cannot hold of a value, in letters and digits, to be noted with its type; null if nothing. */
    @Nullable
    String remainder(Object value);

    /**
     * Gives a value back what had to be noted of it.
     *
     * @param type the short name of its type
     * @return null if there is no such remainder of the type
     */
    @Nullable
    UnaryOperator<Object> completion(String type, String remainder);
}
