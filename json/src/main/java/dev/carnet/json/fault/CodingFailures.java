package dev.carnet.json.fault;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.form.ValueForm;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Describes failures without quoting the value, which the messages of Jackson and of the application may contain.
 *
 *
 * @param form the form of the values
 */
public record CodingFailures(ValueForm form) {
    public SessionCodecException writing(Class<?> type, RuntimeException failure) {
        if (failure instanceof StreamConstraintsException) {
            return writingTooDeep();
        }
        return new SessionCodecException(
                type.getTypeName() + " cannot be written as " + form.name() + ": " + thrown(failure)
                        + " was thrown; see the cause",
                new WithoutMessage(failure));
    }

    public SessionCodecException reading(Type type, JsonParser in, RuntimeException failure) {
        return new SessionCodecException(problem(type, in, failure), new WithoutMessage(failure));
    }

    /** Without a place: the path would be too long to be useful. */
    public SessionCodecException writingTooDeep() {
        return new SessionCodecException(
                "the value cannot be stored in a session, because it is nested more than " + form.maxDepth()
                        + " levels deep or contains itself: store a flatter value",
                null);
    }

    public SessionCodecException readingTooDeep() {
        return new SessionCodecException(
                "the stored value is nested more than " + form.maxDepth() + " levels deep and cannot be read", null);
    }

    private String problem(Type type, JsonParser in, RuntimeException failure) {
        String place = Place.shown(Place.of(in));
        if (failure instanceof StreamConstraintsException) {
            return "the stored value is nested more than " + form.maxDepth()
                    + " levels deep, or contains a number of more than " + JsonForm.MAX_DIGITS
                    + " digits, and cannot be read";
        } else if (failure instanceof StreamReadException) {
            return "the stored value is not valid " + form.name() + place + " and cannot be read";
        } else if (failure instanceof InvalidDefinitionException definition) {
            return name(definition.getType(), type) + " cannot be read from " + form.name()
                    + ": make it a record, or give it a constructor without arguments";
        } else if (failure instanceof MismatchedInputException mismatch) {
            Class<?> target = mismatch.getTargetType();
            return "the stored value" + place + " cannot be read as "
                    + (target == null ? type.getTypeName() : target.getTypeName());
        }
        return "the stored value" + place + " cannot be read as " + type.getTypeName() + ": " + thrown(failure)
                + " was thrown; see the cause";
    }

    /** Jackson wraps exceptions of constructors and setters. */
    private static String thrown(RuntimeException failure) {
        Throwable cause = failure.getCause();
        return (failure instanceof JacksonException && cause != null ? cause : failure)
                .getClass()
                .getName();
    }

    private static String name(@Nullable JavaType known, Type asked) {
        return known == null ? asked.getTypeName() : known.getRawClass().getTypeName();
    }

    /** Stands in for a cause, and its cause: their classes and stack traces, not their messages. */
    private static final class WithoutMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WithoutMessage(Throwable original) {
            this(original, original.getCause() == null ? null : new WithoutMessage(original.getCause(), null));
        }

        private WithoutMessage(Throwable original, @Nullable Throwable cause) {
            super(original.getClass().getName(), cause);
            setStackTrace(original.getStackTrace());
        }
    }
}
