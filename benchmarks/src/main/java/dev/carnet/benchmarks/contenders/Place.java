package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import java.util.List;

/** Where contenders keep their sessions side by side: one server, one file, the heap. */
public interface Place extends AutoCloseable {
    /** The technology, as the report names it. */
    String name();

    /** Who keeps sessions there: the floor first, then Carnet, then its peers. */
    List<Contender> contenders();

    @Override
    void close() throws Exception;
}
