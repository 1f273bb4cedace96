package dev.carnet.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A configuration as it was written, not yet understood.
 *
 * @param place of the whole
 * @param foreignKeys keys that a reader left out because they are not Carnet's
 * @param faults what a reader noted already, and more may be added to
 */
record ConfigDocument(KeyPlace place, Notation notation, Node.Group root, List<String> foreignKeys, Faults faults) {
    ConfigDocument {
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** What the builder was told. */
    static ConfigDocument ofCode(Optional<String> session, Map<String, Object> values) {
        KeyPlace code = KeyPlace.of("CarnetConfig.builder()");
        List<Node.Entry> settings = values.entrySet().stream()
                .map(each -> new Node.Entry(code.key(each.getKey()), each.getKey(), new Node.Given(each.getValue())))
                .toList();
        List<Node.Entry> root = session.stream()
                .flatMap(name -> Stream.of(
                        new Node.Entry(code.key("session"), "session", new Node.Given(name)),
                        group(code, "engines", group(code, "session", group(code, name, settings)))))
                .toList();
        return new ConfigDocument(code, Notation.CODE, new Node.Group(root), List.of(), new Faults(code.source()));
    }

    private static Node.Entry group(KeyPlace place, String key, Node.Entry only) {
        return group(place, key, List.of(only));
    }

    private static Node.Entry group(KeyPlace place, String key, List<Node.Entry> entries) {
        return new Node.Entry(place, key, new Node.Group(entries));
    }
}
