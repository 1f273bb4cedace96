package dev.carnet.json;

import dev.carnet.AllowedTypes;
import dev.carnet.ConfigurationException;
import dev.carnet.SessionCodecException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionCodec;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes attribute values in a form and notes beside them what the form does not say; see the package for the notes.
 * Thread-safe.
 *
 * <p><b>What it takes</b>: text, numbers, booleans, characters, byte and other arrays, UUID, URI, Locale, Currency, Date,
 * every value type of {@code java.time}, the collections and maps of {@code java.util}, and what {@link AllowedTypes} names
 * of the application's records, beans and enums. Everything else is refused. Within an allowed class a declared class is
 * read back as declared and need not be allowed itself; behind an interface or {@code Object} it must be.
 *
 * <p><b>Order</b>: lists, sorted collections, {@code LinkedHashSet} and {@code LinkedHashMap} keep theirs, since it is a
 * part of their value. All other sets and maps are written in the order of their texts, so that equal ones give equal
 * bytes.
 *
 * <p><b>Jackson</b> finds an application class's properties as it always does, annotations included, with three differences:
 * enums are stored by {@link Enum#name()}, {@code JsonTypeInfo} is overlooked, since no stored name may choose a class, and
 * {@code JsonUnwrapped} too.
 */
public final class ValueCodec implements SessionCodec {
    private final ValueForm form;
    private final StoredTypes types;
    private final Failures failures;
    private final JsonMapper mapper;
    private final ObjectWriter writer;

    private ValueCodec(ValueForm form, StoredTypes types) {
        this.form = form;
        this.types = types;
        this.failures = new Failures(form);
        this.mapper = JsonMappers.mapper(form, types);
        this.writer = mapper.writer();
        loadWhatFailingNeeds();
    }

    /** A class that is first loaded where the stack ends stays broken for good, so those of the errors are loaded now. */
    private void loadWhatFailingNeeds() {
        List<Encoded> unreadable =
                List.of(Encoded.ofText("?"), encode(List.of("?")), Encoded.ofText("[".repeat(form.maxDepth() + 1)));
        for (Encoded each : unreadable) {
            try {
                decode(each, int[].class);
            } catch (SessionCodecException expected) {
                continue;
            }
            throw new IllegalStateException(
                    form.name() + " is not read as it should be: is Jackson complete on the class path?");
        }
    }

    /**
     * A codec for a form.
     *
     * @throws ConfigurationException if a class is allowed under the name of a plain type, or if an interface or abstract
     *     class is allowed
     */
    public static ValueCodec create(ValueForm form, AllowedTypes allowed) {
        return new ValueCodec(form, new StoredTypes(form, allowed));
    }

    @Override
    public Encoding encoding() {
        return form.encoding();
    }

    @Override
    public Encoded encode(Object value) {
        RootValue root = new RootValue(value);
        try {
            byte[] bytes = form.write(writer, root);
            return Encoded.of(bytes, root.note());
        } catch (Refusal e) {
            throw e.toException();
        } catch (SessionCodecException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw failures.writingTooDeep();
        } catch (RuntimeException e) {
            throw failures.writing(value.getClass(), e);
        }
    }

    @Override
    public @Nullable Object decode(Encoded value) {
        return read(value, Object.class);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Members that the type does not have are ignored, those missing are left at their default. For an interface, the
     * note chooses the class if it fits.
     */
    @Override
    public @Nullable Object decode(Encoded value, Type type) {
        if (value.types() != null && type instanceof Class<?> wanted && wanted.isInterface()) {
            try {
                Object noted = decode(value);
                if (wanted.isInstance(noted)) {
                    return noted;
                }
            } catch (SessionCodecException notReadableByItsNote) {
                return read(value, type);
            }
        }
        return read(value, type);
    }

    private @Nullable Object read(Encoded value, Type type) {
        JavaType declared = mapper.constructType(type);
        ObjectReader reader = mapper.readerFor(declared);
        if (value.types() != null) {
            StoredNote note = new StoredNote(value.types(), types, !Classes.isOpen(declared));
            reader = reader.withAttribute(StoredNote.class, note);
        }
        try (JsonParser in = form.parse(value.bytes(), reader)) {
            return read(in, reader, type);
        } catch (StackOverflowError e) {
            throw failures.readingTooDeep();
        }
    }

    private @Nullable Object read(JsonParser in, ObjectReader reader, Type type) {
        Object value;
        boolean more;
        try {
            if (in.nextToken() == null) {
                throw new SessionCodecException("the stored value is empty and cannot be read", null);
            }
            value = reader.readValue(in);
            more = in.nextToken() != null;
        } catch (SessionCodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.reading(type, in, e);
        }
        if (more) {
            throw new SessionCodecException(
                    "the stored value is no valid " + form.name() + ": more follows after its end", null);
        }
        return value;
    }
}
