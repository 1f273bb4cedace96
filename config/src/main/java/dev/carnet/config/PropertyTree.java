package dev.carnet.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tree that dotted keys describe, while they come in. Not thread-safe. */
final class PropertyTree {
    private final KeyPlace place;
    private final Faults faults;
    private final Map<String, PropertyTree> children = new LinkedHashMap<>();
    private @Nullable Node leaf;

    PropertyTree(KeyPlace place, Faults faults) {
        this.place = place;
        this.faults = faults;
    }

    PropertyTree child(String name, KeyPlace at) {
        return children.computeIfAbsent(name, same -> new PropertyTree(at, faults));
    }

    void set(KeyPlace at, Node value) {
        if (leaf == null) {
            leaf = value;
        } else {
            String where = place.line() > 0 ? "is already in line " + place.line() : "is given twice";
            faults.add(at, "this key " + where + "; keep one of them");
        }
    }

    Node.Group toGroup() {
        return new Node.Group(children.entrySet().stream()
                .map(each -> each.getValue().toEntry(each.getKey()))
                .toList());
    }

    private Node.Entry toEntry(String key) {
        return new Node.Entry(place, key, toNode());
    }

    private Node toNode() {
        if (leaf == null) {
            return isList() ? toItems() : toGroup();
        }
        if (!children.isEmpty()) {
            faults.add(
                    place,
                    "this is a value, but also the beginning of longer keys (such as "
                            + children.values().iterator().next().place.path() + "); keep one of them");
        }
        return leaf;
    }

    private boolean isList() {
        return !children.isEmpty() && children.keySet().stream().allMatch(each -> each.matches("\\d{1,4}"));
    }

    private Node.Items toItems() {
        List<Node.Entry> inOrder = children.entrySet().stream()
                .sorted(Comparator.comparing(each -> Integer.valueOf(each.getKey())))
                .map(each -> each.getValue().toEntry(each.getKey()))
                .toList();
        return new Node.Items(inOrder);
    }
}
