package dev.carnet.config;

import java.util.List;
import java.util.Optional;

/** The block {@code fallback:} of a document, which configures a second store in the same grammar. */
final class FallbackBlock {
    static final String KEY = "fallback";

    private FallbackBlock() {}

    /** The block as a document of its own; empty if there is none. What is no group of keys is noted as a fault. */
    static Optional<ConfigDocument> of(ConfigDocument document) {
        Optional<Node.Entry> entry = document.root().find(KEY, document.notation());
        if (entry.isEmpty() || entry.get().value() instanceof Node.Nothing) {
            return Optional.empty();
        }
        Node.Entry block = entry.get();
        if (block.value() instanceof Node.Group group) {
            return Optional.of(
                    new ConfigDocument(block.place(), document.notation(), group, List.of(), document.faults()));
        }
        document.faults()
                .add(
                        block.place(),
                        "this must be a group of keys: session, and engines with the old store's" + " settings");
        return Optional.empty();
    }

    /** The document without the block. */
    static ConfigDocument without(ConfigDocument document) {
        return without(document, KEY);
    }

    /** The document without a top-level key. */
    static ConfigDocument without(ConfigDocument document, String key) {
        List<Node.Entry> rest = document.root().entries().stream()
                .filter(each -> !document.notation().same(each.key(), key))
                .toList();
        return new ConfigDocument(
                document.place(), document.notation(), new Node.Group(rest), document.foreignKeys(), document.faults());
    }
}
