package dev.carnet.config;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document's keys while dialects rewrite them. Not thread-safe. */
final class EditedTree implements ConfigurationTree {
    private final Document document;
    private final Dialect dialect;
    private final Expansion expansion;
    private Node.Group root;

    EditedTree(Document document, Expansion expansion) {
        this.document = document;
        this.dialect = document.dialect();
        this.expansion = expansion;
        this.root = document.root();
    }

    /** The document as it stands now. */
    Document edited() {
        return new Document(document.place(), dialect, root, document.foreignKeys(), document.faults());
    }

    @Override
    public List<String> keys(String... path) {
        return node(path).map(this::entries).orElse(List.of()).stream()
                .map(Node.Entry::key)
                .distinct()
                .toList();
    }

    @Override
    public boolean has(String... path) {
        return node(path).filter(each -> !(each instanceof Node.Nothing)).isPresent();
    }

    @Override
    public Optional<String> text(String... path) {
        Node node = node(path).orElse(null);
        if (node instanceof Node.Given given && !(given.value() instanceof Map)) {
            return given.value() instanceof CharSequence || given.value() instanceof Number
                    ? Optional.of(given.value().toString())
                    : Optional.empty();
        }
        if (node instanceof Node.Text text) {
            try {
                return Optional.of(expansion.expand(text.text()));
            } catch (IllegalArgumentException toldWhereItIsRead) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public void move(List<String> from, List<String> to) {
        String[] path = from.toArray(String[]::new);
        List<Node.Entry> moved = find(root, from);
        remove(path);
        for (Node.Entry each : moved) {
            root = added(root, document.place(), to, new Node.Entry(each.place(), to.get(to.size() - 1), each.value()));
        }
    }

    @Override
    public void set(String value, String... path) {
        List<String> keys = List.of(path);
        Place place = find(root, keys).stream()
                .map(Node.Entry::place)
                .findFirst()
                .orElseGet(() -> document.place().key(String.join(".", keys)));
        remove(path);
        root = added(
                root, document.place(), keys, new Node.Entry(place, keys.get(keys.size() - 1), new Node.Given(value)));
    }

    @Override
    public void remove(String... path) {
        root = without(root, List.of(path));
    }

    @Override
    public void fault(String problem, String... path) {
        Place place = path.length == 0
                ? document.place()
                : find(root, List.of(path)).stream()
                        .map(Node.Entry::place)
                        .findFirst()
                        .orElse(document.place());
        document.faults().add(place, problem);
    }

    private Optional<Node> node(String... path) {
        return path.length == 0
                ? Optional.of(root)
                : find(root, Arrays.asList(path)).stream()
                        .map(Node.Entry::value)
                        .findFirst();
    }

    private List<Node.Entry> find(Node group, List<String> path) {
        List<Node.Entry> here = entries(group).stream()
                .filter(each -> dialect.same(each.key(), path.get(0)))
                .toList();
        return path.size() == 1
                ? here
                : here.stream()
                        .flatMap(each -> find(each.value(), path.subList(1, path.size())).stream())
                        .toList();
    }

    /** The entries of a group; of a map from code as well. */
    private List<Node.Entry> entries(Node node) {
        if (node instanceof Node.Group group) {
            return group.entries();
        }
        if (node instanceof Node.Given given && given.value() instanceof Map<?, ?> map) {
            Place place = document.place();
            return map.entrySet().stream()
                    .map(each -> new Node.Entry(
                            place.key(String.valueOf(each.getKey())),
                            String.valueOf(each.getKey()),
                            each.getValue() == null ? new Node.Nothing() : new Node.Given(each.getValue())))
                    .toList();
        }
        return List.of();
    }

    private static boolean isGroup(Node node) {
        return node instanceof Node.Group
                || node instanceof Node.Nothing
                || (node instanceof Node.Given given && given.value() instanceof Map);
    }

    private Node.Group without(Node group, List<String> path) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry each : entries(group)) {
            if (!dialect.same(each.key(), path.get(0))
                    || (path.size() > 1 && entries(each.value()).isEmpty())) {
                entries.add(each);
            } else if (path.size() > 1) {
                Node.Group inner = without(each.value(), path.subList(1, path.size()));
                entries.add(new Node.Entry(each.place(), each.key(), inner));
            }
        }
        return new Node.Group(entries);
    }

    /** The group with an entry more at a path; groups on the way that are not there begin where the entry stands. */
    private Node.Group added(Node group, Place place, List<String> path, Node.Entry entry) {
        List<Node.Entry> entries = new ArrayList<>(entries(group));
        if (path.size() == 1) {
            entries.add(entry);
            return new Node.Group(entries);
        }
        for (int i = 0; i < entries.size(); i++) {
            Node.Entry each = entries.get(i);
            if (dialect.same(each.key(), path.get(0)) && isGroup(each.value())) {
                Node inner = added(each.value(), each.place(), path.subList(1, path.size()), entry);
                entries.set(i, new Node.Entry(each.place(), each.key(), inner));
                return new Node.Group(entries);
            }
        }
        Place here = place.key(path.get(0)).atLine(entry.place().line());
        Node inner = added(new Node.Group(List.of()), here, path.subList(1, path.size()), entry);
        entries.add(new Node.Entry(here, path.get(0), inner));
        return new Node.Group(entries);
    }
}
