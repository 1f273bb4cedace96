package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The session engines there are: on the class path, in Carnet's other artifacts, and Dancer's that Carnet does without. */
final class Engines {
    /** Carnet's engines beyond the core, by each of their names. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "JDBC", "dev.carnet:carnet-jdbc",
            "DBI", "dev.carnet:carnet-jdbc",
            "JPA", "dev.carnet:carnet-jpa",
            "DBIC", "dev.carnet:carnet-jpa",
            "Mongo", "dev.carnet:carnet-mongodb",
            "MongoDB", "dev.carnet:carnet-mongodb",
            "Redis", "dev.carnet:carnet-redis",
            "Hazelcast", "dev.carnet:carnet-hazelcast",
            "KiokuDB", "dev.carnet:carnet-kiokudb");

    /** Dancer's own engines, and what to do without them. */
    private static final Map<String, String> DANCER = Map.of(
            "Simple", "Dancer's engine Simple is named Memory in Carnet",
            "YAML", "Carnet has no store YAML; JDBC with SQLite stores sessions in a file too",
            "JSON", "Carnet has no store JSON; JDBC with SQLite stores sessions in a file too",
            "Storable", "Carnet has no store Storable; JDBC with SQLite stores sessions in a file too",
            "Cookie", "Carnet has no store Cookie; it keeps sessions on the server, and only their ids in the cookie");

    /** Where Dancer 1 kept settings of engines that may not be on the class path. */
    private static final Set<String> DANCER_GROUPS = Set.of("session_options", "redis_session", "session_dir");

    private final List<SessionStoreProvider> providers;

    /** Package of an engine that is there without the library it works with, to the class that is missing. */
    private final Map<String, String> incomplete;

    private Engines(List<SessionStoreProvider> providers, Map<String, String> incomplete) {
        this.providers = providers;
        this.incomplete = incomplete;
    }

    /** Those that the thread's class loader sees. One whose client library is missing counts once it is asked for. */
    static Engines onClassPath() {
        List<SessionStoreProvider> providers = new ArrayList<>();
        Map<String, String> incomplete = new HashMap<>();
        try {
            ServiceLoader.load(SessionStoreProvider.class).stream().forEach(each -> {
                try {
                    SessionStoreProvider provider = each.get();
                    provider.settings();
                    providers.add(provider);
                } catch (NoClassDefFoundError | ServiceConfigurationError e) {
                    incomplete.put(each.type().getPackageName(), missingClass(e));
                }
            });
        } catch (ServiceConfigurationError e) {
            throw cannotBeLoaded(e);
        }
        return new Engines(List.copyOf(providers), Map.copyOf(incomplete));
    }

    private static String missingClass(Error failure) {
        Throwable cause = failure instanceof ServiceConfigurationError ? failure.getCause() : failure;
        if (cause instanceof NoClassDefFoundError missing) {
            return String.valueOf(missing.getMessage()).replace('/', '.');
        }
        throw cannotBeLoaded(failure);
    }

    private static ConfigurationException cannotBeLoaded(Error failure) {
        return new ConfigurationException(
                "a session store on the class path cannot be loaded: " + failure.getMessage(), failure);
    }

    /** Those on the class path. */
    List<SessionStoreProvider> all() {
        return providers;
    }

    /** The engine of this name, in any case. */
    Optional<ChosenEngine> find(String name) {
        return providers.stream()
                .flatMap(each -> named(names(each), name).map(own -> new ChosenEngine(each, own)).stream())
                .findFirst();
    }

    /** Whether an engine has this name, in any case. */
    static boolean isNameOf(SessionStoreProvider engine, String name) {
        return named(names(engine), name).isPresent();
    }

    /** An engine's names; Java's first, where it has two. */
    static Stream<String> names(SessionStoreProvider engine) {
        return Stream.concat(engine.aliases().stream(), Stream.of(engine.name()));
    }

    /** The names of all engines, on the class path or not, Dancer's too. */
    List<String> known() {
        return Stream.of(
                        providers.stream().flatMap(Engines::names),
                        ARTIFACTS.keySet().stream(),
                        DANCER.keySet().stream())
                .flatMap(names -> names.sorted())
                .distinct()
                .toList();
    }

    /** Whether Dancer 1 kept an engine's settings under this top-level key. */
    boolean isDancerGroup(String key, Notation notation) {
        return Stream.concat(DANCER_GROUPS.stream(), providers.stream().flatMap(each -> each.dancerGroup().stream()))
                .anyMatch(group -> notation.same(key, group));
    }

    /** The setting whose value is the engine. */
    Setting<ChosenEngine> choice() {
        String onClassPath = providers.stream()
                .map(each -> names(each).collect(Collectors.joining(" or ")))
                .sorted()
                .collect(Collectors.joining(", "));
        return Setting.of(
                SessionSettings.SESSION.name(),
                "a store on the class path: " + onClassPath,
                name -> find(name.strip()).orElseThrow(() -> new IllegalArgumentException(whyNot(name.strip()))));
    }

    private String whyNot(String name) {
        Optional<String> elsewhere = named(ARTIFACTS.keySet().stream(), name);
        if (elsewhere.isPresent()) {
            String artifact = String.valueOf(ARTIFACTS.get(elsewhere.get()));
            String missing = incomplete.get(artifact.replace(":carnet-", "."));
            return missing == null
                    ? "the engine " + elsewhere.get() + " is not on the class path; add " + artifact
                    : "the engine " + elsewhere.get() + " lacks the class " + missing
                            + "; add the library that contains it, such as the technology's own client";
        }
        Optional<String> dancer = named(DANCER.keySet().stream(), name);
        if (dancer.isPresent()) {
            return String.valueOf(DANCER.get(dancer.get()));
        }
        return "there is no store '" + name + "'"
                + Spelling.nearest(name, known())
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse("");
    }

    private static Optional<String> named(Stream<String> names, String name) {
        return names.filter(name::equalsIgnoreCase).findFirst();
    }
}
