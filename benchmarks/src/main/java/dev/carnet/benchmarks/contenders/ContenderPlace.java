package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.options.SessionOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where contenders keep their sessions side by side: one server, one file, the heap. */
public interface ContenderPlace extends AutoCloseable {
    /** The technology, as the report names it. */
    String name();

    /** Server and driver, with their versions. */
    String versions();

    /** How many statements or commands the server has been asked since it began, if it counts them; this question too. */
    OptionalLong asked();

    /** Bytes of everything that is stored there now, if that can be told; this is the default: it cannot. */
    default OptionalLong storedBytes() {
        return OptionalLong.empty();
    }

    /**
     * Very many of Carnet's sessions, if they can be put there quickly; none by default.
     *
     * @param options by which they live
     */
    default Optional<Crowd> crowd(int size, Payload payload, SessionOptions options) {
        return Optional.empty();
    }

    /** Who keeps sessions there: the floor first, by each client there is, then Carnet, then its peers. */
    List<Contender> contenders();

    @Override
    void close() throws Exception;
}
