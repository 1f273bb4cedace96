package dev.carnet.dancer;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code dancer: take-over}: a store of Carnet's, and behind it the one of the Dancer application. */
final class TakeOver {
    private static final String BEHIND = "fallback";
    private static final String SESSION = "session";
    private static final String ENGINES = "engines";
    private static final String EXPIRES = "session_expires";

    private static final String HASH_IDS = "hash_ids";
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    /** Dancer 1's own name for the path. */
    private static final String COOKIE_PATH = "session_cookie_path";

    private final ConfigurationTree tree;

    TakeOver(ConfigurationTree tree) {
        this.tree = tree;
    }

    /** What the application says of its cookie stays, and its store is asked by the ids themselves. */
    void apply() {
        if (!tree.has(BEHIND)) {
            tree.fault("there is no store to which the sessions could move: choose the new one here, and put Dancer's"
                    + " own session settings under fallback:");
            return;
        }
        String engine = tree.text(BEHIND, SESSION).map(String::strip).orElse("");
        List<String> sections = tree.keys(BEHIND, ENGINES, SESSION).stream()
                .filter(engine::equalsIgnoreCase)
                .toList();
        boolean inCookies = engine.equalsIgnoreCase(DancerFile.COOKIE);
        if (inCookies) {
            String section = sections.isEmpty() ? DancerFile.COOKIE : sections.get(0);
            keepDuration(section, BEHIND, ENGINES, SESSION, section, "cookie_duration");
            keepDuration(section, BEHIND, EXPIRES);
        }
        lift(List.of(BEHIND, COOKIE_PATH), "session_path");
        DancerFile.WORDS.values().forEach(each -> lift(List.of(BEHIND, each), each));
        for (String section : sections) {
            DancerFile.WORDS.forEach(
                    (dancer2, here) -> lift(List.of(BEHIND, ENGINES, SESSION, section, dancer2), here));
        }
        tree.setDefault("dancer.session", "session_name");
        if (!inCookies) {
            askByIds();
        }
        tree.set(DancerMode.BEHIND.word(), BEHIND, "dancer");
    }

    /** Dancer's stores have the ids themselves. */
    private void askByIds() {
        tree.text(BEHIND, HASH_IDS)
                .filter(each -> !NO.contains(each.strip().toLowerCase(Locale.ROOT)))
                .ifPresent(each -> tree.fault(
                        "a store of Dancer's has the ids themselves as its keys; drop hash_ids here. Those of the new store"
                                + " are digests all the same",
                        BEHIND,
                        HASH_IDS));
        tree.set("false", BEHIND, HASH_IDS);
    }

    /** For how long the cookies count. */
    private void keepDuration(String section, String... path) {
        tree.text(path).ifPresent(each -> tree.setDefault(each, BEHIND, ENGINES, SESSION, section, "default_duration"));
    }

    /** A setting of the session's own is for both stores; what the file says at its top goes before. */
    private void lift(List<String> from, String to) {
        String[] path = from.toArray(String[]::new);
        if (tree.has(to)) {
            tree.remove(path);
        } else if (tree.has(path)) {
            tree.move(from, List.of(to));
        }
    }
}
