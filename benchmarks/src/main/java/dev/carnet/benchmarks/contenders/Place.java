package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import java.util.List;
import java.util.OptionalLong;

/** Where contenders keep their sessions side by side: one server, one file, the heap. */
public interface Place extends AutoCloseable {
    /** The technology, as the report names it. */
    String name();

    /** Server and driver, with their versions. */
    String versions();

    /** How many statements or commands the server has been asked since it began, if it counts them; this question too. */
    OptionalLong asked();

    /** Who keeps sessions there: the floor first, by each client there is, then Carnet, then its peers. */
    List<Contender> contenders();

    @Override
    void close() throws Exception;
}
