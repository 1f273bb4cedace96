package dev.carnet.dancer;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.List;
import java.util.stream.Stream;

/** What a configuration has to say so that Carnet's sessions are the Dancer application's, engine by engine. */
final class SharedSettings {
    private static final String SESSION = "session";
    private static final String ENGINES = "engines";
    private static final String SESSION_DIR = "session_dir";

    private final ConfigurationTree tree;
    private final String engine;

    SharedSettings(ConfigurationTree tree, String engine) {
        this.tree = tree;
        this.engine = engine;
    }

    void apply() {
        setDefault("dancer.session", "session_name");
        keepIdsInTheClear();
        if (engine.equals("MongoDB") && !isDancer2sMongo()) {
            setDefault("hex", "session_id_format");
        } else if (engine.equals("YAML") && isDancer1sYaml()) {
            setDefault("digits", "session_id_format");
        }
        boolean expires = engine.equals("Redis");
        if (engine.equals("MongoDB")) {
            refuseIdleTime();
        }
        applyToEngine();
        if (!expires) {
            neverExpire();
        }
    }

    /** As the store behind another one, which has the session's own settings. */
    void applyBehind() {
        for (String each : tree.keys(ENGINES, SESSION, section())) {
            if (each.startsWith("session_") && !each.equals(SESSION_DIR)) {
                tree.remove(ENGINES, SESSION, section(), each);
            }
        }
        applyToEngine();
    }

    private void applyToEngine() {
        switch (engine) {
            case "DBI" -> own("rows", "DBI");
            case "DBIC" -> dbic();
            case "MongoDB" -> mongo();
            case "YAML" -> own("generation", isDancer1sYaml() ? "dancer1" : "dancer2");
            case "Redis", "KiokuDB" -> {
                // Their settings mean the same here.
            }
            case "Cookie" -> {
                // It says itself where it may stand.
            }
            case "Simple", "simple" ->
                tree.fault(
                        "this engine keeps sessions in the memory of the Dancer application, where no other process"
                                + " can read them: give it another engine first",
                        SESSION);
            default ->
                tree.fault(
                        "the sessions of this engine cannot be read; those of DBI, DBIC, MongoDB, Redis, KiokuDB and YAML can",
                        SESSION);
        }
    }

    /** Perl looks a session up by what the cookie says. */
    private void keepIdsInTheClear() {
        boolean hashed = Stream.of(tree.text("hash_ids"), tree.text(ENGINES, SESSION, section(), "hash_ids"))
                .flatMap(each -> each.stream())
                .anyMatch(each -> List.of("1", "true", "yes", "on").contains(each.strip()));
        if (hashed) {
            tree.fault(
                    "Dancer looks up a session by the id itself, so a shared store cannot use digests; remove"
                            + " hash_ids, or use dancer: take-over",
                    "hash_ids");
        }
        setDefault("false", "hash_ids");
        if (tree.has("fallback")) {
            tree.setDefault("true", "fallback", "hash_ids");
        }
    }

    /** The server itself deletes by a time in the document, and Perl writes that back as it was. */
    private void refuseIdleTime() {
        String idle = "session_duration";
        tree.text(idle)
                .filter(each -> !each.strip().equals("0"))
                .ifPresent(each -> tree.fault(
                        "on MongoDB, Carnet cannot detect that Perl uses a session, so sessions would expire while"
                                + " they are in use; remove this setting while both applications use them."
                                + " session_lifetime ends sessions at a fixed time after their start, and 'carnet sweep"
                                + " --unknown-older-than' ends those that only Perl wrote",
                        idle));
    }

    /** None of these engines ends a session; what Dancer 2 says of a duration, none of them keeps. */
    private void neverExpire() {
        tree.remove(ENGINES, SESSION, section(), "session_duration");
        tree.setDefault("0", "session_duration");
    }

    /** Rows with columns of any names; what DBIx::Class needs beyond them means nothing here. */
    private void dbic() {
        tree.move(List.of(ENGINES, SESSION, section()), List.of(ENGINES, SESSION, "DBI"));
        tree.set("DBI", SESSION);
        for (String each : List.of("schema_class", "serialize_options", "deserialize_options", "db_connection_name")) {
            tree.remove(ENGINES, SESSION, "DBI", each);
        }
        String[] serializer = {ENGINES, SESSION, "DBI", "serializer"};
        tree.text(serializer)
                .filter(each -> !each.equalsIgnoreCase("JSON") && !each.equalsIgnoreCase("YAML"))
                .ifPresent(each -> {
                    tree.fault(
                            "sessions that DBIC wrote with '" + each
                                    + "' cannot be read; with JSON and YAML they can. Give Dancer a serializer"
                                    + " class of your own that reads both and writes JSON: sessions are then"
                                    + " converted as they are used",
                            serializer);
                    tree.remove(serializer);
                });
        tree.setDefault("DBIC", ENGINES, SESSION, "DBI", "rows");
    }

    /** Dancer 2's documents hold the session in data; Dancer 1's are the session, under an ObjectId since version 0.2. */
    private void mongo() {
        if (!isDancer2sMongo()) {
            own("mongodb_layout", "top_level");
            own("mongodb_object_ids", "true");
        }
    }

    /** Where Dancer 2 has the folder in the engine's section, Dancer 1 has it at the top. */
    private boolean isDancer1sYaml() {
        return tree.has(SESSION_DIR);
    }

    private boolean isDancer2sMongo() {
        return tree.has(ENGINES, SESSION, section(), "database_name");
    }

    private void own(String key, String value) {
        tree.setDefault(value, ENGINES, SESSION, section(), key);
    }

    private void setDefault(String value, String key) {
        if (!tree.has(ENGINES, SESSION, section(), key)) {
            tree.setDefault(value, key);
        }
    }

    private String section() {
        return tree.keys(ENGINES, SESSION).stream()
                .filter(engine::equalsIgnoreCase)
                .findFirst()
                .orElse(engine);
    }
}
