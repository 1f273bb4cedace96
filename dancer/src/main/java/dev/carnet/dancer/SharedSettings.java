package dev.carnet.dancer;

import dev.carnet.spi.setup.ConfigurationTree;
import java.util.List;
import java.util.stream.Stream;

/** What a configuration has to say so that Carnet's sessions are the Dancer application's, engine by engine. */
final class SharedSettings {
    private static final String SESSION = "session";
    private static final String ENGINES = "engines";

    private final ConfigurationTree tree;
    private final String engine;

    SharedSettings(ConfigurationTree tree, String engine) {
        this.tree = tree;
        this.engine = engine;
    }

    void apply() {
        setDefault("dancer.session", "session_name");
        keepIdsInTheClear();
        boolean expires = engine.equals("Redis");
        applyToEngine();
        if (!expires) {
            neverExpire();
        }
    }

    /** As the store behind another one, which has the session's own settings. */
    void applyBehind() {
        for (String each : tree.keys(ENGINES, SESSION, section())) {
            if (each.startsWith("session_")) {
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
            case "Redis", "KiokuDB" -> {
                // Their settings mean the same here.
            }
            default ->
                tree.fault(
                        "the sessions of this engine cannot be read; those of DBI, DBIC, MongoDB, Redis and KiokuDB can",
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
                    "Dancer looks a session up by the id itself, so a shared store has no digests; drop hash_ids, or"
                            + " use dancer: take-over",
                    "hash_ids");
        }
        setDefault("false", "hash_ids");
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
        for (String each : List.of(
                "schema_class", "serializer", "serialize_options", "deserialize_options", "db_connection_name")) {
            tree.remove(ENGINES, SESSION, "DBI", each);
        }
        tree.setDefault("DBIC", ENGINES, SESSION, "DBI", "rows");
    }

    /** Dancer 2's documents hold the session in data; Dancer 1's are the session, under an ObjectId since version 0.2. */
    private void mongo() {
        boolean dancer2 = tree.has(ENGINES, SESSION, section(), "database_name");
        if (!dancer2) {
            own("mongodb_layout", "top_level");
            own("mongodb_object_ids", "true");
        }
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
