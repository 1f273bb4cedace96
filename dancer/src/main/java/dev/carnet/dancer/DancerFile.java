package dev.carnet.dancer;

import dev.carnet.dancer.dsn.JdbcTarget;
import dev.carnet.dancer.dsn.PerlDsn;
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
    static final Map<String, String> WORDS = Map.of(
            "cookie_name", "session_name",
            "cookie_domain", "session_domain",
            "cookie_path", "session_path",
            "cookie_duration", "session_expires",
            "is_secure", "session_secure",
            "is_http_only", "session_is_http_only",
            "cookie_same_site", "session_same_site");

    static final String COOKIE = "Cookie";

    /** Where Dancer 1's cookie engine has its secret. */
    private static final String COOKIE_KEY = "session_cookie_key";

    private final ConfigurationTree tree;
    private final String engine;

    DancerFile(ConfigurationTree tree) {
        this.tree = tree;
        String chosen = tree.text("session").map(String::strip).orElse("");
        this.engine = Stream.of("DBI", "DBIC", "MongoDB", "Redis", "KiokuDB", "YAML", COOKIE)
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
        if (engine.equals("YAML") || engine.equals(COOKIE)) {
            signs.add(List.of("session"));
        }
        if (engine.equals(COOKIE) && tree.has(COOKIE_KEY)) {
            tree.move(List.of(COOKIE_KEY), List.of("engines", "session", section, "secret_key"));
        }
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
        for (String each : List.of("dsn", "url")) {
            dsn(signs, List.of("engines", "session", section), each);
        }
        for (String each : List.of("kiokudb_backend_opts", "backend_opts")) {
            dsn(signs, List.of("engines", "session", section, each), "dsn");
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

    /** A DSN of Perl's shows whose file it is; the store gets what JDBC reads. */
    private void dsn(List<List<String>> signs, List<String> group, String key) {
        String[] path = in(group, key);
        Optional<PerlDsn> dsn = tree.text(path).flatMap(PerlDsn::of);
        if (dsn.isEmpty()) {
            return;
        }
        signs.add(List.of(path));
        JdbcTarget target;
        try {
            target = dsn.get().target();
        } catch (IllegalArgumentException e) {
            tree.fault(String.valueOf(e.getMessage()), path);
            tree.remove(path);
            return;
        }
        tree.set(target.url(), path);
        target.user().ifPresent(user -> tree.setDefault(user, in(group, "user")));
        target.password().ifPresent(password -> tree.setDefault(password, in(group, "password")));
    }

    private static String[] in(List<String> group, String key) {
        return Stream.concat(group.stream(), Stream.of(key)).toArray(String[]::new);
    }
}
