package dev.carnet.json;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.form.ValueForm;
import dev.carnet.json.note.ContentsNote;
import dev.carnet.json.note.Note;
import dev.carnet.json.note.NoteParser;
import dev.carnet.json.note.NoteWords;
import dev.carnet.json.type.Application;
import dev.carnet.json.type.ArrayOf;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.Elements;
import dev.carnet.json.type.Mapping;
import dev.carnet.json.type.PlainTypes;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredType;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Converts a stored value and its note from one form to another without decoding it, so classes in the note need not
 * exist. A type that one form expresses itself becomes a note in the other, possibly also if a class declares it.
 */
final class Transcoding {
    private static final JsonForm JSON = new JsonForm(Encoding.JSON_TEXT);

    private final ValueForm from;
    private final ValueForm to;
    private final StoredTypes types;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private Transcoding(ValueForm from, ValueForm to) {
        this.from = from;
        this.to = to;
        this.types = StoredTypes.ofAnyName(from);
        JsonMapper mapper = JsonMappers.plain(to, new SimpleModule().addSerializer(Value.class, new Copy()));
        this.reader = JsonMappers.plain(from, new SimpleModule()).readerFor(Object.class);
        this.writer = mapper.writer();
    }

    static Transcoding toJson(ValueForm form) {
        return new Transcoding(form, JSON);
    }

    static Transcoding fromJson(ValueForm form) {
        return new Transcoding(JSON, form);
    }

    /**
     * The same value in the other form.
     *
     * @throws SessionCodecException if bytes or note cannot be read
     */
    Encoded apply(Encoded value) {
        try (JsonParser in = from.parse(value.bytes(), reader)) {
            String note = value.types();
            Value whole = new Value(in, note == null ? null : NoteParser.parse(note, types, null));
            byte[] bytes = to.write(writer, whole);
            return Encoded.of(bytes, whole.note);
        } catch (SessionCodecException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SessionCodecException(
                    "the stored value is not valid " + from.name() + ", or nested too deeply for " + to.name()
                            + ", and cannot be read",
                    null);
        }
    }

    /** A value during conversion, and its note once it is complete. */
    private static final class Value {
        private final JsonParser in;
        private final @Nullable Note from;
        private @Nullable String note;

        private Value(JsonParser in, @Nullable Note from) {
            this.in = in;
            this.from = from;
        }
    }

    private final class Copy extends ValueSerializer<Value> {
        @Override
        public void serialize(Value value, JsonGenerator out, SerializationContext context) {
            if (value.in.nextToken() == null) {
                throw new IllegalArgumentException("no value");
            }
            Copied copied = copy(value.in, value.from, out, false);
            if (value.in.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            value.note = copied.value != null && to.isPlain(copied.value) ? null : copied.note;
        }
    }

    /**
     * The result of a copy.
     *
     *
     * @param value a scalar, anything for what has parts, null for null
     */
    private record Copied(@Nullable Object value, @Nullable String note) {}

    /** @param isDeclared whether the class of the object around may declare what it is */
    private Copied copy(JsonParser in, @Nullable Note note, JsonGenerator out, boolean isDeclared) {
        return switch (in.currentToken()) {
            case START_ARRAY -> new Copied(in, copyArray(in, note, out));
            case START_OBJECT -> new Copied(in, copyObject(in, note, out));
            case VALUE_NULL -> {
                out.writeNull();
                yield new Copied(null, null);
            }
            default -> copyScalar(in, note, out, isDeclared);
        };
    }

    private @Nullable String copyArray(JsonParser in, @Nullable Note note, JsonGenerator out) {
        StoredType type = note == null || note.type() instanceof Mapping ? Containers.LIST : note.type();
        Note fitting = note != null && type == note.type() ? note : null;
        StoredType element = type instanceof ArrayOf array ? array.element() : null;
        ContentsNote notes = new ContentsNote(to);
        int count = 0;
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Copied copied = copy(in, fitting == null ? null : fitting.at(count), out, type instanceof Application);
            notes.add(copied.value, isOf(element, copied.note) ? null : copied.note);
            count++;
        }
        out.writeEndArray();
        Note each = fitting == null || count > 0 ? null : fitting.contents().each();
        return note(type, each == null ? notes.ofElements() : "<" + each.type().name() + ">");
    }

    /** Whether the array's type implies the note. */
    private static boolean isOf(@Nullable StoredType element, @Nullable String note) {
        return element != null && element.name().equals(note);
    }

    private @Nullable String copyObject(JsonParser in, @Nullable Note note, JsonGenerator out) {
        StoredType type = note == null || note.type() instanceof Elements ? Containers.MAP : note.type();
        Note fitting = note != null && type == note.type() ? note : null;
        boolean isObject = type instanceof Application;
        ContentsNote notes = new ContentsNote(to);
        ContentsNote.Groups properties = new ContentsNote.Groups();
        List<String> names = new ArrayList<>();
        out.writeStartObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            names.add(name);
            out.writeName(name);
            Copied copied = copy(in, fitting == null ? null : fitting.at(name), out, isObject);
            notes.add(copied.value, copied.note);
            if (copied.value != null && copied.note != null && !to.isPlain(copied.value)) {
                properties.add(NoteWords.member(name), copied.note);
            }
        }
        out.writeEndObject();
        Scalar<?> key = fitting == null ? null : fitting.key();
        String keys = key == null ? "" : "(" + key.name() + ")";
        return note(type, keys + (isObject ? properties.toString() : notes.ofMembers(() -> names)));
    }

    private static @Nullable String note(StoredType type, String contents) {
        boolean isPlain = type.equals(Containers.LIST) || type.equals(Containers.MAP);
        return isPlain && contents.isEmpty() ? null : type.name() + contents;
    }

    private Copied copyScalar(JsonParser in, @Nullable Note note, JsonGenerator out, boolean isDeclared) {
        Object value = null;
        Scalar<?> type = null;
        if (note != null && note.type() instanceof Scalar<?> scalar) {
            value = scalar.read(in);
            type = scalar;
        }
        if (value == null) {
            value = plain(in, isDeclared);
            type = Objects.requireNonNull(PlainTypes.of(value.getClass()));
        }
        String own = write(value, Objects.requireNonNull(type), out);
        return note != null && note.type() instanceof Application application
                ? new Copied(in, application.name())
                : new Copied(value, own);
    }

    private @Nullable String write(Object value, Scalar<?> type, JsonGenerator out) {
        if (value instanceof String text) {
            out.writeString(text);
            return null;
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
            return null;
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
            return null;
        } else if (to.writeOwn(value, out)) {
            String remainder = to.remainder(value);
            return remainder == null ? type.name() : type.name() + "." + remainder;
        }
        type.write(value, out);
        return type.name();
    }

    /** The value without a note; a fraction that a class may declare as a decimal keeps its digits. */
    private static Object plain(JsonParser in, boolean isDeclared) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> fraction(in, isDeclared);
            case VALUE_EMBEDDED_OBJECT -> in.getEmbeddedObject();
            default -> in.getString();
        };
    }

    private static Object fraction(JsonParser in, boolean isDeclared) {
        boolean isDecimal = in.getNumberType() == JsonParser.NumberType.BIG_DECIMAL
                || (isDeclared && !Double.toString(in.getDoubleValue()).equals(in.getString()));
        return isDecimal ? in.getDecimalValue() : (Object) in.getDoubleValue();
    }
}
