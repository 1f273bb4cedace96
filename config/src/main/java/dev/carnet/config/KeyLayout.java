package dev.carnet.config;

import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the keys of a document: into settings, whichever of Dancer's spellings they stand in; into keys of others, which are
 * ignored; into faults. Looks at no values.
 */
final class KeyLayout {
    private static final String ENGINES = "engines";
    private static final String SESSION = "session";

    private final ConfigDocument document;
    private final Notation notation;
    private final Engines engines;
    private final @Nullable ChosenEngine engine;
    private final @Nullable SessionStoreProvider store;
    private final Faults faults;

    private final Map<Setting<?>, List<Node.Entry>> found = new LinkedHashMap<>();
    private final Set<String> meant = new HashSet<>();
    private boolean misplaced;
    private final List<String> ignored;
    private @Nullable KeyPlace home;

    /** @param engine the engine chosen; null if the document chooses none that there is */
    KeyLayout(ConfigDocument document, Engines engines, @Nullable ChosenEngine engine, Faults faults) {
        this.document = document;
        this.notation = document.notation();
        this.engines = engines;
        this.engine = engine;
        this.store = engine == null ? null : engine.provider();
        this.faults = faults;
        this.ignored = new ArrayList<>(document.foreignKeys());
        topLevel(document.root());
    }

    /** Where a setting is given, in the order of the document. */
    List<Node.Entry> of(Setting<?> setting) {
        return found.getOrDefault(setting, List.of()).stream()
                .filter(each -> !(each.value() instanceof Node.Nothing))
                .toList();
    }

    /** Whether a setting of the store is given nowhere, and nothing misspelt or misplaced may have meant it. */
    boolean isMissing(Setting<?> setting) {
        return of(setting).isEmpty()
                && !misplaced
                && !meant.contains(setting.name())
                && setting.aliases().stream().noneMatch(meant::contains);
    }

    /** The keys of others, as full paths. */
    List<String> ignoredKeys() {
        return ignored;
    }

    /** Where a setting of the store stands, or would be looked for. */
    KeyPlace storeSetting(Setting<?> setting) {
        return of(setting).stream().map(Node.Entry::place).findFirst().orElseGet(() -> home().key(spell(setting)));
    }

    /** Where a setting of the session's own stands, or would be looked for. */
    KeyPlace sessionSetting(Setting<?> setting) {
        return of(setting).stream()
                .map(Node.Entry::place)
                .findFirst()
                .orElseGet(() -> document.place().key(prefix() + spell(setting)));
    }

    /** A setting's name as one writes it here. */
    String spell(Setting<?> setting) {
        return notation.spell(setting.name());
    }

    private String prefix() {
        return notation == Notation.PROPERTIES && document.place().path().isEmpty() ? "carnet." : "";
    }

    private KeyPlace home() {
        if (home != null) {
            return home;
        }
        KeyPlace choice = of(SessionSettings.SESSION).stream()
                .map(Node.Entry::place)
                .findFirst()
                .orElse(document.place());
        KeyPlace root = document.place().atLine(choice.line());
        return engine == null ? root : root.key(prefix() + ENGINES + "." + SESSION + "." + engine.name());
    }

    private void topLevel(Node.Group root) {
        Vocabulary words = Vocabulary.topLevel(store);
        List<String> groups = new ArrayList<>(List.of(ENGINES));
        Optional.ofNullable(store).flatMap(SessionStoreProvider::dancerGroup).ifPresent(groups::add);
        for (Node.Entry each : root.entries()) {
            Optional<Setting<?>> setting = words.find(each.key(), notation);
            if (setting.isPresent()) {
                add(setting.get(), each);
            } else if (notation.same(each.key(), ENGINES)) {
                engines(group(each));
            } else if (store != null && groups.stream().anyMatch(name -> notation.same(each.key(), name))) {
                settings(each, Vocabulary.ofStore(store));
            } else if (engines.isDancerGroup(each.key(), notation)) {
                ignore(each);
            } else {
                foreign(each, words, groups);
            }
        }
    }

    /** A top-level key that is nobody's we know: the application's, or a slip. */
    private void foreign(Node.Entry entry, Vocabulary words, List<String> groups) {
        String key = entry.key();
        Optional<Setting<?>> dancer2 = SessionSettings.ALL.stream()
                .filter(each -> each.aliases().stream().anyMatch(alias -> notation.same(key, alias)))
                .findFirst();
        if (dancer2.isPresent()) {
            faults.add(
                    entry.place(),
                    "this spelling belongs under " + ENGINES + "." + SESSION + ".NAME; at the top level write "
                            + spell(dancer2.get()));
        } else if (Spelling.isSlip(key, FallbackBlock.KEY)) {
            misplaced(entry, List.of(FallbackBlock.KEY));
        } else if (Spelling.isSlip(key, EncryptionBlock.KEY)) {
            misplaced(entry, List.of(EncryptionBlock.KEY));
        } else if (groups.stream().anyMatch(each -> Spelling.isSlip(key, each))) {
            misplaced(entry, groups);
        } else if (isOurs(key) || words.names().stream().anyMatch(each -> Spelling.isSlip(key, each))) {
            unknown(entry, words);
        } else if (isBesideItsSection(entry)) {
            misplaced = true;
        } else {
            ignore(entry);
        }
    }

    /** A setting of the store, or a slip of one, directly in the block of a fallback, where no application has keys of its own. */
    private boolean isBesideItsSection(Node.Entry entry) {
        if (engine == null || store == null || document.place().path().isEmpty()) {
            return false;
        }
        String section = document.place().path() + "." + ENGINES + "." + SESSION + "." + engine.name();
        Vocabulary words = Vocabulary.ofSection(store);
        if (words.find(entry.key(), notation).isPresent()) {
            faults.add(entry.place(), "this setting belongs under " + section);
            return true;
        }
        Optional<String> near = Spelling.nearest(entry.key(), words.words().keySet());
        near.ifPresent(each -> faults.add(
                entry.place(), "there is no such setting; " + didYouMean(each) + " It belongs under " + section));
        return near.isPresent();
    }

    private boolean isOurs(String key) {
        return notation == Notation.PROPERTIES
                || key.startsWith(SESSION + "_")
                || (store != null && store.dancerGroup().isEmpty() && key.startsWith(Vocabulary.prefix(store)));
    }

    private void engines(Node.Group group) {
        for (Node.Entry each : group.entries()) {
            if (notation.same(each.key(), SESSION)) {
                group(each).entries().forEach(this::section);
            } else if (notation == Notation.PROPERTIES || Spelling.isSlip(each.key(), SESSION)) {
                misplaced(each, List.of(SESSION));
            } else {
                ignore(each);
            }
        }
    }

    private void section(Node.Entry entry) {
        if (store != null && Engines.isNameOf(store, entry.key())) {
            settings(entry, Vocabulary.ofSection(store));
        } else if (Spelling.nearest(entry.key(), engines.known())
                .filter(near -> !near.equalsIgnoreCase(entry.key()))
                .isPresent()) {
            misplaced(entry, engines.known());
        } else {
            ignore(entry);
        }
    }

    /** The settings of the engine chosen. */
    private void settings(Node.Entry entry, Vocabulary words) {
        if (home == null) {
            home = entry.place();
        }
        for (Node.Entry each : group(entry).entries()) {
            words.find(each.key(), notation).ifPresentOrElse(setting -> add(setting, each), () -> unknown(each, words));
        }
    }

    private void add(Setting<?> setting, Node.Entry entry) {
        found.computeIfAbsent(setting, same -> new ArrayList<>()).add(entry);
    }

    private void ignore(Node.Entry entry) {
        ignored.add(entry.place().path());
    }

    private void unknown(Node.Entry entry, Vocabulary words) {
        Optional<String> near = Spelling.nearest(entry.key(), words.words().keySet());
        near.ifPresent(meant::add);
        String known =
                words.names().stream().map(notation::spell).collect(Collectors.joining(", ", "known here: ", ""));
        faults.add(
                entry.place(),
                "there is no such setting; " + near.map(this::didYouMean).orElse(known));
    }

    /** A group of settings under a name that there is not; nobody can say whether what it holds is missing. */
    private void misplaced(Node.Entry entry, List<String> names) {
        misplaced = true;
        String known = "known here: " + String.join(", ", names);
        faults.add(
                entry.place(),
                "there is no such group; "
                        + Spelling.nearest(entry.key(), names)
                                .map(this::didYouMean)
                                .orElse(known));
    }

    private String didYouMean(String declared) {
        return "did you mean " + notation.spell(declared) + "?";
    }

    private Node.Group group(Node.Entry entry) {
        if (entry.value() instanceof Node.Group group) {
            return group;
        }
        if (!(entry.value() instanceof Node.Nothing)) {
            misplaced = true;
            faults.add(entry.place(), "this must be a group of keys, not a value");
        }
        return new Node.Group(List.of());
    }
}
