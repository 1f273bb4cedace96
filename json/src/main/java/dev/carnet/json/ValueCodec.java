package dev.carnet.json;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.fault.CodingFailures;
import dev.carnet.json.fault.Missing;
import dev.carnet.json.fault.Refusal;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.form.ValueForm;
import dev.carnet.json.graph.GraphReading;
import dev.carnet.json.graph.GraphTokens;
import dev.carnet.json.graph.Sharing;
import dev.carnet.json.graph.Unfinished;
import dev.carnet.json.note.StoredNote;
import dev.carnet.json.state.KeptClasses;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.json.write.RootValue;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

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
    private final CodingFailures failures;
    private final JsonMapper mapper;
    private final ObjectWriter writer;
    private final KeptClasses classes;

    ValueCodec(ValueForm form, StoredTypes types, JsonMapper mapper) {
        this.form = form;
        this.types = types;
        this.failures = new CodingFailures(form);
        this.mapper = mapper;
        this.writer = mapper.writer();
        this.classes = new KeptClasses(mapper, types);
        classes.requireWhole(types.named());
        loadWhatFailingNeeds();
    }

    /**
     * A class whose first loading fails because the stack is exhausted stays unusable, so the error classes are loaded
     * now.
     */
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
                    form.name() + " is not read correctly: is Jackson complete on the class path?");
        }
    }

    /**
     * A codec for a form.
     *
     * @throws ConfigurationException if a class is allowed under the name of a plain type, or if an interface or abstract
     *     class is allowed
     */
    public static ValueCodec create(ValueForm form, AllowedTypes allowed, JacksonExtension... extensions) {
        StoredTypes types = new StoredTypes(form, allowed);
        return new ValueCodec(form, types, JsonMappers.mapper(form, types, JacksonExtensions.with(extensions)));
    }

    @Override
    public Encoding encoding() {
        return form.encoding();
    }

    @Override
    public Encoded encode(Object value) {
        return encode(value, Sharing.NONE);
    }

    /** The value without the parts that are stored separately. */
    Encoded encode(Object value, Sharing sharing) {
        RootValue root = new RootValue(value, sharing, classes, null);
        try {
            byte[] bytes = sharing == Sharing.NONE ? form.write(writer, root) : write(root, sharing);
            Encoded encoded = Encoded.of(bytes, root.note());
            if (root.isDeclared()) {
                sharing.metDeclaredForm(() -> requireThatItComesBack(value, encoded));
            }
            return encoded;
        } catch (Refusal e) {
            throw allMissing(value, sharing, e);
        } catch (SessionCodecException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw failures.writingTooDeep();
        } catch (RuntimeException e) {
            throw failures.writing(value.getClass(), e);
        }
    }

    /** The refusal; if a class is not allowed, one that names all such classes in the value. */
    private SessionCodecException allMissing(Object value, Sharing sharing, Refusal first) {
        if (first.missing() != null) {
            Missing missing = new Missing();
            try {
                write(new RootValue(value, sharing, classes, missing), sharing);
            } catch (RuntimeException | StackOverflowError endOfTheSearch) {
                missing.add(first.missing(), first.path());
            }
            if (missing.isMoreThanOne()) {
                return missing.toException();
            }
        }
        return first.toException();
    }

    /**
     * Reads a value as a test.
     *
     *
     * @throws Refusal if what would be written for what is read differs
     */
    private void requireThatItComesBack(Object value, Encoded encoded) {
        Object back;
        try {
            back = decode(encoded);
        } catch (SessionCodecException e) {
            throw Refusal.ofTrial(value.getClass());
        }
        RootValue again = new RootValue(Objects.requireNonNull(back), Sharing.NONE, classes, null);
        byte[] bytes = form.write(writer, again);
        if (!Encoded.of(bytes, again.note()).equals(encoded)) {
            throw Refusal.ofTrial(value.getClass());
        }
    }

    private byte[] write(RootValue root, Sharing sharing) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator out = sharing.over(writer.createGenerator(bytes))) {
            writer.writeValue(out, root);
        }
        return bytes.toByteArray();
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
        ObjectReader reader = reader(declared, value.types());
        try (JsonParser in = form.parse(value.bytes(), reader)) {
            return read(in, reader, type);
        } catch (StackOverflowError e) {
            throw failures.readingTooDeep();
        }
    }

    /** Reads a value in the form of {@link JsonGraph}. */
    @Nullable
    Object read(Encoded value, GraphReading reading) {
        ObjectReader reader = reader(mapper.constructType(Object.class), JsonGraph.note(value))
                .withAttribute(GraphReading.class, reading);
        try (JsonParser in = form.parse(value.bytes(), reader);
                JsonParser tokens = tokens(in).asParser()) {
            return read(tokens, reader, Object.class);
        } catch (StackOverflowError e) {
            throw failures.readingTooDeep();
        }
    }

    private TokenBuffer tokens(JsonParser in) {
        try {
            TokenBuffer tokens = GraphTokens.of(in);
            requireEnd(in);
            return tokens;
        } catch (SessionCodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.reading(Object.class, in, e);
        }
    }

    private ObjectReader reader(JavaType declared, @Nullable String note) {
        ObjectReader reader = mapper.readerFor(declared);
        return note == null
                ? reader
                : reader.withAttribute(
                        StoredNote.class, new StoredNote(note, types, classes, !StoredTypes.isOpen(declared)));
    }

    private @Nullable Object read(JsonParser in, ObjectReader reader, Type type) {
        try {
            if (in.nextToken() == null) {
                throw new SessionCodecException("the stored value is empty and cannot be read", null);
            }
            Object value = reader.readValue(in);
            requireEnd(in);
            return value;
        } catch (SessionCodecException | Unfinished e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.reading(type, in, e);
        }
    }

    private void requireEnd(JsonParser in) {
        if (in.nextToken() != null) {
            throw new SessionCodecException(
                    "the stored value is not valid " + form.name() + ": there is more after its end", null);
        }
    }

    @Override
    public Encoded toJson(Encoded value) {
        return form instanceof JsonForm ? value : Transcoding.toJson(form).apply(value);
    }

    @Override
    public Encoded fromJson(Encoded json) {
        return form instanceof JsonForm ? json : Transcoding.fromJson(form).apply(json);
    }

    /** The Jackson type of a Java type. */
    JavaType type(Type type) {
        return mapper.constructType(type);
    }

    CodingFailures failures() {
        return failures;
    }
}
