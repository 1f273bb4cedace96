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
 * The representation of values in the stored bytes, including which plain types have a native type. All forms share the
 * rules about what can be stored and what is noted; see {@code ValueCodec}. Thread-safe.
 */
public interface ValueForm {
    Encoding encoding();

    /** The name for messages, such as {@code "JSON"}. */
    String name();

    /** The maximum nesting of a value. */
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

    /** Whether this value is restored without a note. */
    boolean isPlain(Object value);

    /**
     * The part of a value that the form's native type cannot hold, in letters and digits, for the note; null if there
     * is none.
     */
    @Nullable
    String remainder(Object value);

    /**
     * Adds the noted part to a value.
     *
     *
     * @param type the short name of its type
     * @return null if there is no such remainder of the type
     */
    @Nullable
    UnaryOperator<Object> completion(String type, String remainder);
}
