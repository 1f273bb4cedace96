package dev.carnet.json.write;

import dev.carnet.json.fault.Classes;
import dev.carnet.json.fault.CodingFailures;
import dev.carnet.json.fault.Missing;
import dev.carnet.json.fault.Place;
import dev.carnet.json.fault.Refusal;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.form.ValueForm;
import dev.carnet.json.graph.Sharing;
import dev.carnet.json.note.ContentsNote;
import dev.carnet.json.note.NoteWords;
import dev.carnet.json.state.KeptClasses;
import dev.carnet.json.type.Adapted;
import dev.carnet.json.type.AdaptedValues;
import dev.carnet.json.type.Application;
import dev.carnet.json.type.ArrayOf;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.EnumContainers;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredType;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.JsonGraph;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.type.TypeFactory;

/**
 * Writes one value as JSON and says what is to be noted beside it. Every value inside it passes here too, a record's
 * components included, so that none is stored that could not be read back.
 *
 * <p>A value is written for a declared type: a record's component has one, and what that type brings back needs no note. At
 * the top, in a plain list or behind an {@code Object} nothing is declared, and the note has to tell.
 *
 * <p>For one use by one thread.
 */
public final class ValueEncoder {
    private static final JavaType ANYTHING = TypeFactory.unknownType();
    private static final JsonForm SORTABLE = new JsonForm(Encoding.BYTES);

    private final StoredTypes types;
    private final KeptClasses classes;
    private final @Nullable Missing missing;
    private final SerializationContext context;
    private final Sharing sharing;
    private ValueForm form;
    private JsonGenerator out;
    private int depth;
    private boolean metDeclaredForm;
    private ContentsNote.Groups properties = new ContentsNote.Groups();

    /** An encoded element of a set. */
    private record Element(
            String json, String note, @Nullable Object value) {}

    public ValueEncoder(
            StoredTypes types,
            KeptClasses classes,
            @Nullable Missing missing,
            SerializationContext context,
            JsonGenerator out,
            Sharing sharing) {
        this.types = types;
        this.classes = classes;
        this.missing = missing;
        this.form = types.form();
        this.context = context;
        this.sharing = sharing;
        this.out = out;
    }

    /**
     * Writes a value without a declared type.
     *
     *
     * @return its note, or null if it needs none
     * @throws Refusal if it, or one inside it, may not be stored
     */
    public @Nullable String write(Object value) {
        String note = write(value, ANYTHING);
        return form.isPlain(value) ? null : note;
    }

    /** Whether an object's construction is defined by annotations. */
    public boolean metDeclaredForm() {
        return metDeclaredForm;
    }

    /** Writes a property's value; its note becomes part of the object's note. */
    public void writeProperty(@Nullable Object value, JavaType declared) {
        TokenStreamContext place = out.streamWriteContext();
        String name = place.inObject() ? sharing.member(place.currentName()) : null;
        try {
            String note = write(value, declared);
            if (note != null && value != null && !form.isPlain(value)) {
                properties.add(name == null ? "" + place.getCurrentIndex() : NoteWords.member(name), note);
            }
        } catch (Refusal e) {
            throw name == null ? e : e.in(name);
        }
    }

    /** Writes entries as properties of the current object. */
    public void writeProperties(Map<?, ?> entries, JavaType key, JavaType declared) {
        for (MapMembers.Member member : MapMembers.of(entries, key, types).members()) {
            out.writeName(member.name());
            writeProperty(member.value(), declared);
        }
    }

    private @Nullable String write(@Nullable Object value, JavaType declared) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            Adapted adapted = types.adapted(value.getClass());
            if (adapted != null) {
                return writeAdapted(value, adapted, declared);
            }
            Scalar<?> scalar = types.scalar(value, declared);
            if (scalar == null) {
                return writeCompound(value, declared);
            }
            return writeScalar(value, scalar, StoredTypes.isOpen(declared));
        }
        return null;
    }

    /** Written by its adapter; noted unless the declared type has the same adapter. */
    private @Nullable String writeAdapted(Object value, Adapted adapted, JavaType declared) {
        boolean isDeclared = adapted.equals(types.adapted(declared.getRawClass()));
        if (!isDeclared && !StoredTypes.isOpen(declared) && types.adapted(declared.getRawClass()) == null) {
            throw Refusal.ofSubclass(value.getClass(), declared.getRawClass());
        }
        descend();
        AdaptedValues.write(value, adapted.adapter(), out);
        depth--;
        return isDeclared ? null : adapted.name();
    }

    private @Nullable String writeScalar(Object value, Scalar<?> type, boolean isOpen) {
        String remainder = null;
        if (form.writeOwn(value, out)) {
            remainder = form.remainder(value);
        } else {
            type.write(value, out);
        }
        if (remainder != null) {
            return type.name() + "." + remainder;
        }
        return isOpen ? type.name() : null;
    }

    private @Nullable String writeCompound(Object value, JavaType declared) {
        String note;
        List<@Nullable Object> held = Containers.held(value);
        if (held != null && declared.isReferenceType()) {
            descend();
            note = write(held.isEmpty() ? null : held.get(0), declared.getReferencedType());
            depth--;
            return note;
        }
        String part = sharing.partFor(value);
        if (part != null) {
            out.writeRawValue(JsonGraph.reference(part));
            return null;
        }
        descend();
        if (value.getClass().isArray()) {
            note = writeArray(value, declared);
        } else if (value instanceof Collection || value instanceof Map) {
            note = writeContainer(value, declared);
        } else if (held != null && StoredTypes.isOpen(declared)) {
            note = Objects.requireNonNull(Containers.of(value)).name() + writeElements(held, ANYTHING);
        } else {
            note = writeApplication(value, declared);
        }
        depth--;
        sharing.isWritten(value);
        return note;
    }

    private @Nullable String writeArray(Object array, JavaType declared) {
        Class<?> type = array.getClass();
        if (declared.isArrayType()) {
            return note(Containers.LIST.name(), writeElements(ArrayOf.elements(array), declared.getContentType()));
        }
        String name = types.arrayName(type);
        if (name == null) {
            throw Refusal.ofArray(type);
        }
        return name + writeElements(ArrayOf.elements(array), context.constructType(type.getComponentType()));
    }

    private @Nullable String writeContainer(Object value, JavaType declared) {
        StoredType kind = kind(value, declared);
        JavaType target = kind instanceof Application ? context.constructType(value.getClass()) : declared;
        if (kind instanceof Application) {
            metDeclaredForm |= classes.isDeclared(value.getClass());
        }
        requireThatItCanBeMade(value);
        JavaType content = target.isContainerType() ? target.getContentType() : ANYTHING;
        if (value instanceof Map<?, ?> map) {
            JavaType key = target.isMapLikeType() ? target.getKeyType() : ANYTHING;
            return note(kind.name(), writeMembers(map, key, content));
        }
        Collection<?> elements = Snapshot.elements((Collection<?>) value);
        boolean sort = value instanceof Set && !Containers.isOrdered(value);
        String contents = sort ? writeSorted(elements, content) : writeElements(elements, content);
        if (contents.isEmpty() && StoredTypes.isOpen(content) && value instanceof EnumSet) {
            contents = "<" + types.constants(EnumContainers.constants(value)).name() + ">";
        }
        return note(kind.name(), contents);
    }

    /** The note of a container; if a container is declared, only what that does not imply. */
    private StoredType kind(Object value, JavaType declared) {
        Class<?> type = value.getClass();
        StoredType own = types.allowed(type);
        if (declared.isContainerType()) {
            StoredType general = value instanceof Map ? Containers.MAP : Containers.LIST;
            if (own != null) {
                return declared.hasRawClass(type) ? general : own;
            }
            StoredType beyond = Containers.beyond(declared, value);
            return beyond == null ? general : beyond;
        }
        own = own == null ? Containers.of(value) : own;
        if (own == null) {
            throw Refusal.ofClass(type);
        }
        return own;
    }

    private static void requireThatItCanBeMade(Object value) {
        if (Containers.hasForeignComparator(value)) {
            throw Refusal.ofComparator(value.getClass());
        } else if (value instanceof BlockingQueue<?> queue
                && (long) queue.size() + queue.remainingCapacity() < Integer.MAX_VALUE) {
            throw Refusal.ofValue(value.getClass(), "has a capacity limit");
        } else if (value instanceof Properties properties
                && !properties.keySet().containsAll(properties.stringPropertyNames())) {
            throw Refusal.ofValue(value.getClass(), "has defaults");
        }
    }

    /** A plain list or map needs no note. */
    private static @Nullable String note(String name, String contents) {
        boolean plain = name.equals(Containers.LIST.name()) || name.equals(Containers.MAP.name());
        return plain && contents.isEmpty() ? null : name + contents;
    }

    private String writeElements(Iterable<?> elements, JavaType content) {
        ContentsNote notes = new ContentsNote(form);
        int index = 0;
        out.writeStartArray();
        for (Object element : elements) {
            try {
                notes.add(element, write(element, content));
            } catch (Refusal e) {
                throw e.in(index);
            }
            index++;
        }
        out.writeEndArray();
        return notes.ofElements();
    }

    /** Equal sets must give equal bytes, so elements are sorted by their JSON. */
    private String writeSorted(Collection<?> elements, JavaType content) {
        List<Element> sorted = encoded(elements, content);
        sorted.sort(Comparator.comparing(Element::json).thenComparing(Element::note));
        ContentsNote notes = new ContentsNote(form);
        out.writeStartArray();
        for (Element element : sorted) {
            if (form instanceof JsonForm) {
                out.writeRawValue(element.json());
                notes.add(element.value(), element.note().isEmpty() ? null : element.note());
            } else {
                notes.add(element.value(), write(element.value(), content));
            }
        }
        out.writeEndArray();
        return notes.ofElements();
    }

    private List<Element> encoded(Collection<?> elements, JavaType content) {
        List<Element> encoded = new ArrayList<>(elements.size());
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        JsonGenerator outer = out;
        ValueForm outerForm = form;
        try (JsonGenerator inner = sharing.over(context.tokenStreamFactory().createGenerator(context, json))) {
            out = inner;
            form = outerForm instanceof JsonForm ? outerForm : SORTABLE;
            for (Object element : elements) {
                String note = write(element, content);
                inner.flush();
                encoded.add(new Element(json.toString(StandardCharsets.UTF_8), note == null ? "" : note, element));
                json.reset();
            }
        } finally {
            out = outer;
            form = outerForm;
        }
        return encoded;
    }

    private String writeMembers(Map<?, ?> map, JavaType key, JavaType content) {
        MapMembers members = MapMembers.of(map, key, types);
        ContentsNote notes = new ContentsNote(form);
        out.writeStartObject();
        for (MapMembers.Member member : members.members()) {
            out.writeName(member.name());
            try {
                notes.add(member.value(), write(member.value(), content));
            } catch (Refusal e) {
                throw e.in(member.name());
            }
        }
        out.writeEndObject();
        return members.keyNote() + notes.ofMembers(members::names);
    }

    /** Writes an application's object: Jackson determines its properties and passes each back to this class. */
    private @Nullable String writeApplication(Object value, JavaType declared) {
        Class<?> type = value.getClass();
        StoredType own = types.allowed(type);
        boolean open = StoredTypes.isOpen(declared);
        if (own == null && (open || Classes.isJdk(type))) {
            return writeMissing(value);
        } else if (declared.hasRawClass(type)) {
            return note(Containers.MAP.name(), writeObject(value, declared));
        } else if (own == null || !open) {
            throw Refusal.ofSubclass(type, declared.getRawClass());
        }
        return own.name() + writeObject(value, context.constructType(type));
    }

    /**
     * Refuses an object whose class is not allowed; if all such classes are collected, searches its contents for more.
     */
    private @Nullable String writeMissing(Object value) {
        Class<?> type = value.getClass();
        Refusal refusal = Refusal.ofClass(type);
        if (missing == null) {
            throw refusal;
        }
        TokenStreamContext place = out.streamWriteContext();
        // Nothing of the value is written yet, so an array has as many elements as its index says.
        String path =
                place.inArray() ? Place.of(place.getParent()) + Place.element(place.getEntryCount()) : Place.of(place);
        missing.add(type, path);
        if (!Classes.canBeAllowed(type)) {
            out.writeNull();
            return null;
        }
        return writeObject(value, context.constructType(type));
    }

    /** Counts as two levels because it needs that much stack. */
    private String writeObject(Object value, JavaType type) {
        descend();
        metDeclaredForm |= missing == null && classes.isDeclared(type.getRawClass());
        ContentsNote.Groups outer = properties;
        properties = new ContentsNote.Groups();
        context.findRootValueSerializer(type).serialize(value, out, context);
        String contents = properties.toString();
        properties = outer;
        depth--;
        return contents;
    }

    private void descend() {
        if (++depth > types.form().maxDepth()) {
            throw new CodingFailures(types.form()).writingTooDeep();
        }
    }
}
