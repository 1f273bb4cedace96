package dev.carnet.dancer;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Dancer 1 and 2 write the settings of a session engine, and where Carnet does: {@code engines.session.NAME}. */
final class DancerFile {
    /** The groups in which Dancer 1 keeps an engine's settings. */
    private static final Map<String, String> GROUPS = Map.of("DBI", "session_options", "Redis", "redis_session");

    /** What an engine's settings begin with that Dancer 1 keeps at the top level. */
    private static final Map<String, String> PREFIXES = Map.of("MongoDB", "mongodb_", "KiokuDB", "kiokudb_");

    /** Dancer 2's words for the session's own settings, in the engine's section. */
    private static final Map<String, String> WORDS = Map.of(
            "cookie_name", "session_name",
            "cookie_domain", "session_domain",
            "cookie_path", "session_path",
            "cookie_duration", "session_expires",
            "is_secure", "session_secure",
            "is_http_only", "session_is_http_only",
            "cookie_same_site", "session_same_site");

    private final ConfigurationTree tree;
    private final String engine;

    DancerFile(ConfigurationTree tree) {
        this.tree = tree;
        String chosen = tree.text("session").map(String::strip).orElse("");
        this.engine = Stream.of("DBI", "DBIC", "MongoDB", "Redis", "KiokuDB")
                .filter(chosen::equalsIgnoreCase)
                .findFirst()
                .orElse(chosen);
    }

    /** The engine chosen, in its own spelling. */
    String engine() {
        return engine;
    }

    /** The engine's section as the configuration spells it. */
    private String section() {
        return tree.keys("engines", "session").stream()
                .filter(engine::equalsIgnoreCase)
                .findFirst()
                .orElse(engine);
    }

    /** What a line says that is for this dialect, taken out; a builder's settings all stand in the engine's section. */
    Optional<String> takeLine(String key) {
        Optional<String> top = tree.text(key);
        Optional<String> line = top.isPresent() ? top : tree.text("engines", "session", section(), key);
        tree.remove(key);
        tree.remove("engines", "session", section(), key);
        return line;
    }

    /**
     * Writes Dancer's spellings in Carnet's.
     *
     * @return the path of one that tells that this is a Dancer configuration; empty if none does
     */
    List<String> translateSpellings() {
        if (engine.isEmpty()) {
            return List.of();
        }
        List<List<String>> signs = new ArrayList<>();
        String section = section();
        String group = GROUPS.get(engine);
        if (group != null) {
            unfold(List.of(group), section, signs);
            unfold(List.of("engines", "session", section, group), section, signs);
        }
        String prefix = PREFIXES.get(engine);
        if (prefix != null) {
            for (String each : tree.keys()) {
                if (each.toLowerCase(Locale.ROOT).replace('-', '_').startsWith(prefix)) {
                    signs.add(moved(List.of(each), List.of("engines", "session", section, each)));
                }
            }
        }
        for (Map.Entry<String, String> each : WORDS.entrySet()) {
            List<String> path = List.of("engines", "session", section, each.getKey());
            if (tree.has(path.toArray(String[]::new))) {
                signs.add(moved(path, List.of("engines", "session", section, each.getValue())));
            }
        }
        dsn(signs, "engines", "session", section, "dsn");
        for (String group2 : List.of("kiokudb_backend_opts", "backend_opts")) {
            dsn(signs, "engines", "session", section, group2, "dsn");
        }
        return signs.isEmpty() ? List.of() : signs.get(0);
    }

    /** Moves the keys of a group into the engine's section. */
    private void unfold(List<String> group, String section, List<List<String>> signs) {
        for (String each : tree.keys(group.toArray(String[]::new))) {
            List<String> from = Stream.concat(group.stream(), Stream.of(each)).toList();
            signs.add(moved(from, List.of("engines", "session", section, each)));
        }
        if (!signs.isEmpty()) {
            tree.remove(group.toArray(String[]::new));
        }
    }

    private List<String> moved(List<String> from, List<String> to) {
        tree.move(from, to);
        return to;
    }

    /** A Perl DSN is a JDBC URL from here on. */
    private void dsn(List<List<String>> signs, String... path) {
        PerlDsn dsn = tree.text(path).flatMap(PerlDsn::of).orElse(null);
        if (dsn == null) {
            return;
        }
        signs.add(List.of(path));
        try {
            dsn.reachableUrl()
                    .ifPresentOrElse(
                            url -> tree.set(url, path),
                            () -> tree.fault(
                                    "the Perl driver " + dsn.driver() + " is none that is known here; give a JDBC URL",
                                    path));
        } catch (IllegalArgumentException e) {
            tree.fault(String.valueOf(e.getMessage()), path);
        }
    }
}
