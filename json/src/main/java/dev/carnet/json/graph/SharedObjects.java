package dev.carnet.json.graph;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.fault.Classes;
import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through values, writing them as if nothing were shared, and finds out what is: an object that is come by twice, and
 * all that is part of a circle, by Tarjan's algorithm for strongly connected components. What the JDK calls a constant is
 * written again wherever it is found, but in a circle. If nothing is shared, what was written is right.
 */
public final class SharedObjects extends MarkedSharing {
    /** More than any session can store. */
    private static final int MOST_OBJECTS = 1_000_000;

    private final IdentityHashMap<Object, Node> nodes = new IdentityHashMap<>();
    private final Predicate<Object> isKnown;
    private final Deque<Node> path = new ArrayDeque<>();
    private final Deque<Node> unassigned = new ArrayDeque<>();
    private final List<Object> parts = new ArrayList<>();
    private int count;
    private boolean isDelicate;
    private boolean metDeclaredForm;

    /** An object; its number, and the lowest of those it leads back to. */
    private static final class Node {
        private final Object value;
        private final int number;
        private int lowest;
        private boolean isPart;
        private boolean isAssigned;
        private boolean holdsItself;

        private Node(Object value, int number) {
            this.value = value;
            this.number = number;
            this.lowest = number;
        }
    }

    /** @param isKnown whether an object is known as a part, and stays one */
    public SharedObjects(Predicate<Object> isKnown) {
        this.isKnown = isKnown;
    }

    /** The objects that become parts, each once. */
    public List<Object> parts() {
        return parts;
    }

    /** Whether a cycle contains an object that must be complete before others can contain it. */
    public boolean isDelicate() {
        return isDelicate;
    }

    @Override
    public void metDeclaredForm(Runnable trial) {
        metDeclaredForm = true;
    }

    /** Whether annotations define how some of the objects are constructed. */
    public boolean metDeclaredForm() {
        return metDeclaredForm;
    }

    @Override
    public @Nullable String partFor(Object value) {
        Node known = nodes.get(value);
        if (known != null && (!known.isAssigned || !Classes.isConstantInJdk(value.getClass()))) {
            comeByAgain(known);
            return reference("");
        }
        if (count == MOST_OBJECTS) {
            throw new SessionCodecException(
                    "the value cannot be stored in a session, because it contains more than " + MOST_OBJECTS
                            + " objects: store less",
                    null);
        }
        Node node = new Node(value, count++);
        nodes.put(value, node);
        path.push(node);
        unassigned.push(node);
        if (isKnown.test(value)) {
            makePart(node);
        }
        return null;
    }

    private void comeByAgain(Node node) {
        Node from = path.peek();
        if (!node.isAssigned && from != null) {
            from.lowest = Math.min(from.lowest, node.number);
            node.holdsItself |= from == node;
        }
        makePart(node);
    }

    private void makePart(Node node) {
        if (!node.isPart) {
            node.isPart = true;
            parts.add(node.value);
        }
    }

    @Override
    public void isWritten(Object value) {
        Node node = path.pop();
        Node from = path.peek();
        if (from != null) {
            from.lowest = Math.min(from.lowest, node.lowest);
        }
        if (node.lowest == node.number) {
            boolean isCircle = node.holdsItself || unassigned.peek() != node;
            Node each;
            do {
                each = unassigned.pop();
                each.isAssigned = true;
                if (isCircle) {
                    makePart(each);
                    isDelicate |= !canBeHeldUnfinished(each.value);
                }
            } while (each != node);
        }
    }

    private static boolean canBeHeldUnfinished(Object value) {
        if (value instanceof List || value instanceof Map) {
            return true;
        }
        Constructor<?>[] constructors = value.getClass().getDeclaredConstructors();
        return constructors.length == 1 && constructors[0].getParameterCount() == 0;
    }
}
