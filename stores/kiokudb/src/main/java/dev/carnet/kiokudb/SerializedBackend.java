package dev.carnet.kiokudb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionTooLargeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A backend with entries of one of Perl's other serializers: in the underlying backend, an entry's text is its bytes,
 * one per character. Different bytes may represent the same JSON, so a write first reads the stored bytes, which guard
 * it.
 */
final class SerializedBackend implements KiokuBackend {
    private final KiokuBackend bytes;
    private final EntrySerializer serializer;

    /** @param bytes is closed with this */
    SerializedBackend(KiokuBackend bytes, EntrySerializer serializer) {
        this.bytes = bytes;
        this.serializer = serializer;
    }

    @Override
    public boolean isDurable() {
        return bytes.isDurable();
    }

    @Override
    public boolean isShared() {
        return bytes.isShared();
    }

    @Override
    public boolean isIndexed() {
        return bytes.isIndexed();
    }

    /** Of the JSON; what it becomes is measured when it is written. */
    @Override
    public long maxLength() {
        return bytes.maxLength();
    }

    @Override
    public boolean insert(Entry entry) {
        return bytes.insert(written(entry));
    }

    @Override
    public int insertAll(Collection<Entry> entries) {
        return bytes.insertAll(entries.stream().map(this::written).toList());
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        Entry written = written(next);
        return whereItStands(asRead, stored -> bytes.replace(stored, written));
    }

    @Override
    public boolean delete(Entry asRead) {
        return whereItStands(asRead, bytes::delete);
    }

    private boolean whereItStands(Entry asRead, Predicate<Entry> write) {
        Optional<Entry> stored = bytes.get(Set.of(asRead.id())).stream().findFirst();
        return stored.filter(each -> read(each).json().equals(asRead.json()))
                .filter(write)
                .isPresent();
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        return bytes.get(ids).stream().map(this::read).toList();
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        bytes.deleteAll(ids);
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        EntryPage page = bytes.scan(query, cursor, limit);
        return new EntryPage(page.entries().stream().map(this::read).toList(), page.unreadable(), page.next());
    }

    /** What cannot be read has no JSON, and may be a session's. */
    private Entry read(Entry stored) {
        String json;
        try {
            json = serializer.toJson(stored.json().getBytes(ISO_8859_1));
        } catch (IllegalArgumentException damaged) {
            json = "";
        }
        return new Entry(stored.id(), json, stored.type(), stored.isRoot(), stored.indexed());
    }

    private Entry written(Entry entry) {
        byte[] written;
        try {
            written = serializer.toBytes(entry.json());
        } catch (IllegalArgumentException e) {
            throw new SessionDataException(
                    "KiokuDB: a value cannot be stored with Perl's serializer " + serializer.name() + ": "
                            + e.getMessage(),
                    e);
        }
        if (written.length > bytes.maxLength()) {
            throw new SessionTooLargeException("KiokuDB: an entry of the session takes " + written.length
                    + " bytes with the serializer " + serializer.name() + ", but the limit of the backend is "
                    + bytes.maxLength() + ". Store large data elsewhere and only its key in the session");
        }
        return new Entry(entry.id(), new String(written, ISO_8859_1), entry.type(), entry.isRoot(), entry.indexed());
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return bytes.unwrap(type);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
