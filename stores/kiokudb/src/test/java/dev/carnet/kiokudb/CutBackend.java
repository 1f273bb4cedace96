package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend that lets some writes through and then nothing any more, as if the process had ended there. */
final class CutBackend implements KiokuBackend {
    private final KiokuBackend backend;
    private final Runnable atTheEnd;
    private final List<String> calls = new ArrayList<>();
    private int writesLeft;

    /** @param atTheEnd what happens in place of the first write too many */
    CutBackend(KiokuBackend backend, int writes, Runnable atTheEnd) {
        this.backend = backend;
        this.writesLeft = writes;
        this.atTheEnd = atTheEnd;
    }

    /** One that fails where the process would have ended. */
    static CutBackend failing(KiokuBackend backend, int writes) {
        return new CutBackend(backend, writes, () -> {
            throw new SessionStoreException("cut", null);
        });
    }

    /** What was called since the last time. */
    List<String> calls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private <T> T write(String call, Supplier<T> write) {
        if (--writesLeft < 0) {
            writesLeft = 0;
            atTheEnd.run();
        }
        calls.add(call);
        return write.get();
    }

    @Override
    public boolean isDurable() {
        return backend.isDurable();
    }

    @Override
    public boolean isShared() {
        return backend.isShared();
    }

    @Override
    public long maxLength() {
        return backend.maxLength();
    }

    @Override
    public boolean insert(Entry entry) {
        return write("insert", () -> backend.insert(entry));
    }

    @Override
    public int insertAll(Collection<Entry> entries) {
        return write("insertAll", () -> backend.insertAll(entries));
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return write("replace", () -> backend.replace(asRead, next));
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        calls.add("get");
        return backend.get(ids);
    }

    @Override
    public boolean delete(Entry asRead) {
        return write("delete", () -> backend.delete(asRead));
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        write("deleteAll", () -> {
            backend.deleteAll(ids);
            return true;
        });
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        calls.add("scan");
        return backend.scan(query, cursor, limit);
    }

    @Override
    public void close() {}
}
