package dev.carnet.redis.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carnet.redis.connection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scan of names by SCAN or a similar command, in short steps that do not block the server. It returns every name that
 * exists during the whole scan, once unless the server's table shrinks meanwhile. Immutable.
 *
 * @param nodes how many nodes there are to walk through
 * @param scan asks a node for some more
 * @param name the name in what it gives; empty for what is none
 * @param stride of how many elements each one is a name: 2 where a score follows each
 */
public record NameWalk(int nodes, Scan scan, Function<byte[], Optional<String>> name, int stride) {
    /** One step on the server. */
    @FunctionalInterface
    public interface Scan {
        /** Returns a cursor, then the results. */
        @Nullable
        Object ask(int node, String cursor, int count);
    }

    /**
     * Some names; none does not mean the end.
     *
     * @param next where the walk goes on, or null at the end
     */
    public record Step(List<String> names, @Nullable Position next) {}

    /** The names that are left at a position or, if none are, those of the next step. */
    public Step step(Position from, int count) {
        if (!from.left().isEmpty()) {
            return new Step(from.left(), from.node() == nodes ? null : from.leaving(List.of()));
        }
        List<?> answer = Answer.list(scan.ask(from.node(), from.cursor(), count));
        List<?> elements = Answer.list(answer.get(1));
        List<String> names = new ArrayList<>(elements.size() / stride);
        for (int i = 0; i < elements.size(); i += stride) {
            name.apply((byte[]) elements.get(i)).ifPresent(names::add);
        }
        String cursor = new String((byte[]) answer.get(0), US_ASCII);
        if (!cursor.equals(Position.FIRST)) {
            return new Step(names, new Position(from.node(), cursor, List.of()));
        }
        int node = from.node() + 1;
        return new Step(names, node < nodes ? new Position(node, Position.FIRST, List.of()) : null);
    }

    /** Where the walk goes on if of a step some names are left. */
    @Nullable
    public Position after(Step step, List<String> left) {
        if (left.isEmpty()) {
            return step.next();
        }
        return step.next() == null
                ? new Position(nodes, Position.FIRST, left)
                : step.next().leaving(left);
    }
}
