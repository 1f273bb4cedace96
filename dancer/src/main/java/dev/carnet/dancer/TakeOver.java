package dev.carnet.dancer;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.List;
import java.util.Set;

/** {@code dancer: take-over}: a store of Carnet's, and behind it the one of the Dancer application. */
final class TakeOver {
    private static final String BEHIND = "fallback";
    private static final Set<String> NOT_OF_THE_SESSION = Set.of("session_options", "session_dir");

    private final ConfigurationTree tree;

    TakeOver(ConfigurationTree tree) {
        this.tree = tree;
    }

    /** What the application says of its cookie stays; ids are looked up in both stores, so both have them as they are. */
    void apply() {
        if (!tree.has(BEHIND)) {
            tree.fault("there is no store to which the sessions could move: choose the new one here, and put Dancer's"
                    + " own session settings under fallback:");
            return;
        }
        for (String each : tree.keys(BEHIND)) {
            if (each.startsWith("session_") && !NOT_OF_THE_SESSION.contains(each)) {
                if (tree.has(each)) {
                    tree.remove(BEHIND, each);
                } else {
                    tree.move(List.of(BEHIND, each), List.of(each));
                }
            }
        }
        tree.setDefault("dancer.session", "session_name");
        tree.set("false", "hash_ids");
        tree.set(DancerMode.BEHIND.word(), BEHIND, "dancer");
    }
}
