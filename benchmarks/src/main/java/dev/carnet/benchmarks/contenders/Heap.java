package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.memory.MemorySessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Sessions on the heap. */
public final class Heap implements ContenderPlace {
    /** The floor's name. */
    static final String FLOOR = "bare map";

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String versions() {
        return "java.util.concurrent.ConcurrentHashMap";
    }

    @Override
    public OptionalLong asked() {
        return OptionalLong.empty();
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new FilterContender(FLOOR) {
                    @Override
                    public boolean isBare() {
                        return true;
                    }

                    @Override
                    Filter filter(Payload payload) {
                        return new BareMap(payload);
                    }
                },
                new CarnetContender(
                        "Memory",
                        new MemorySessionStoreProvider(),
                        Settings.builder(Object::toString).build()),
                new FilterContender("Spring Session map") {
                    @Override
                    Filter filter(Payload payload) {
                        return new SessionRepositoryFilter<>(new MapSessionRepository(new ConcurrentHashMap<>()));
                    }
                });
    }

    /** The contenders, and what measuring them costs by itself. */
    public Stream<Contender> everybody() {
        return Stream.concat(Stream.of(new NoSession()), contenders().stream());
    }

    @Override
    public void close() {}

    private static final class BareMap extends BareFilter {
        private final ConcurrentMap<String, Stored> sessions = new ConcurrentHashMap<>();

        private BareMap(Payload payload) {
            super(payload);
        }

        @Override
        @Nullable
        Stored get(String id) {
            return sessions.get(id);
        }

        @Override
        void insert(String id, Stored session) {
            sessions.put(id, session);
        }

        @Override
        boolean put(String id, long version, String newId, Stored session) {
            Stored before = sessions.get(id);
            if (before == null || before.version() != version) {
                return false;
            }
            if (newId.equals(id)) {
                return sessions.replace(id, before, session);
            }
            sessions.put(newId, session);
            return sessions.remove(id, before);
        }

        @Override
        void delete(String id) {
            sessions.remove(id);
        }
    }
}
