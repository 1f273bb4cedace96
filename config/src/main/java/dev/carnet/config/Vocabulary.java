package dev.carnet.config;

import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are understood at one place, in every spelling, and the settings they mean. Immutable.
 *
 * @param names the spellings to offer when a key is not among them
 */
record Vocabulary(Map<String, Setting<?>> words, List<String> names) {

    /** The session's own keys, and those of a store that Dancer 1 kept at the top level. */
    static Vocabulary topLevel(@Nullable SessionStoreProvider store) {
        Builder builder = new Builder();
        builder.add(SessionSettings.SESSION, word -> true);
        SessionSettings.ALL.forEach(each -> builder.add(each, word -> word.equals(each.name())));
        if (store != null && store.dancerGroup().isEmpty()) {
            store.settings().forEach(each -> builder.add(each, word -> word.startsWith(prefix(store))));
            store.topLevelSettings().forEach(each -> builder.add(each, word -> word.equals(each.name())));
        }
        return builder.build();
    }

    /** A store's keys alone, as in Dancer 1's group for them. */
    static Vocabulary ofStore(SessionStoreProvider store) {
        Builder builder = new Builder();
        store.settings().forEach(each -> builder.add(each, word -> true));
        return builder.build();
    }

    /** What may stand under {@code engines.session.NAME}: a store's keys and the session's own in any spelling. */
    static Vocabulary ofSection(SessionStoreProvider store) {
        Builder builder = new Builder();
        store.settings().forEach(each -> builder.add(each, word -> true));
        SessionSettings.ALL.forEach(each -> builder.add(each, word -> true));
        return builder.build();
    }

    /** What a store's keys begin with where they stand at the top level, among keys of others: the engine's name. */
    static String prefix(SessionStoreProvider store) {
        return store.name().toLowerCase(Locale.ROOT) + "_";
    }

    /** The setting that a key means. */
    Optional<Setting<?>> find(String key, Notation notation) {
        return words.entrySet().stream()
                .filter(each -> notation.same(key, each.getKey()))
                .<Setting<?>>map(Map.Entry::getValue)
                .findFirst();
    }

    /** Not thread-safe. */
    private static final class Builder {
        private final Map<String, Setting<?>> words = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();

        /** Adds the spellings that count here; a spelling that is taken stays with the setting that came first. */
        void add(Setting<?> setting, Predicate<String> counts) {
            boolean first = true;
            for (String each : spellings(setting)) {
                if (counts.test(each) && words.putIfAbsent(each, setting) == null && first) {
                    names.add(each);
                    first = false;
                }
            }
        }

        private static List<String> spellings(Setting<?> setting) {
            List<String> spellings = new ArrayList<>(List.of(setting.name()));
            spellings.addAll(setting.aliases());
            return spellings;
        }

        Vocabulary build() {
            return new Vocabulary(words, List.copyOf(names));
        }
    }
}
