package dev.carnet.config;

import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.options.TransientAttributes;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreEncryption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands a document: chooses the engine, reads each setting, and reports all that is wrong at once. */
final class ConfigReader {
    private static final String ENGINE_KEY = SessionSettings.SESSION.name();

    private final ConfigDocument document;
    private final Optional<Translation> translation;
    private final Optional<ConfigReader> fallback;
    private final Optional<EncryptionBlock> encryption;
    private final Engines engines = Engines.onClassPath();
    private final Faults faults;
    private final SettingReader values;

    /**
     * What applies where the document says nothing.
     *
     * @param options null if the engine's own default for the idle time goes before the session's
     * @param encryption null if there is none
     * @param fallback null if there is none
     */
    record Base(
            @Nullable SessionOptions options,
            CookieOptions cookie,
            WebOptions web,
            AllowedTypes allowed,
            @Nullable StoreEncryption encryption,
            @Nullable ConfiguredStore fallback) {
        static final Base DEFAULTS =
                new Base(null, CookieOptions.DEFAULTS, WebOptions.DEFAULTS, AllowedTypes.NONE, null, null);
    }

    /** Whether the classes that may be stored are on the class path. */
    enum Classes {
        THERE,
        ELSEWHERE
    }

    ConfigReader(ConfigDocument document, Function<String, @Nullable String> environment) {
        Expansion expansion = new Expansion(environment);
        EditedTree tree = new EditedTree(document, expansion);
        this.translation = Translation.of(tree);
        ConfigDocument edited = tree.edited();
        this.document = EncryptionBlock.without(FallbackBlock.without(edited));
        this.encryption = EncryptionBlock.of(edited);
        this.fallback = FallbackBlock.of(edited).map(block -> new ConfigReader(block, environment));
        this.faults = document.faults();
        this.values = new SettingReader(expansion, faults);
    }

    CarnetConfig read(Base base, Classes classes) {
        Chosen chosen = choose();
        KeyLayout layout = chosen.layout();
        requireStore(chosen);
        Settings session = settings(SessionSettings.VALUES, layout, layout::sessionSetting);
        Settings own = settings(chosen);
        OptionsReader options = new OptionsReader(session, layout, faults);
        options.checkCookie(base.cookie());
        options.checkScope(Objects.requireNonNullElse(base.options(), SessionOptions.DEFAULTS));
        Optional<Setting<Duration>> idle =
                Optional.ofNullable(chosen.store()).flatMap(SessionStoreProvider::idleSetting);
        idle.ifPresent(setting -> options.checkIdle(setting, own));
        SessionOptions start = start(base, idle, own);
        options.checkIds(start);
        AllowedTypes allowed = classes == Classes.ELSEWHERE
                ? base.allowed()
                : new AllowedTypesReader(values, faults, base.allowed())
                        .read(layout.of(SessionSettings.ALLOWED_TYPES), layout.of(SessionSettings.ALLOWED_PACKAGES));
        List<String> transients = transients(layout);
        List<String> clearSiteData = clearSiteData(layout);
        Optional<EncryptionBlock.Described> encrypted = readEncryption();
        Optional<Behind> behind = fallback.map(ConfigReader::readBehind);
        behind.flatMap(Behind::hashIds).ifPresent(ofOld -> options.checkScopeBehind(ofOld, start));
        faults.throwIfAny();
        SessionOptions read = options.session(start);
        boolean oldHashes = behind.flatMap(Behind::hashIds).orElse(read.hashIds());
        boolean differ = oldHashes != read.hashIds();
        ConfiguredStore old = behind.map(
                        each -> each.reader().checked(each.chosen(), each.settings(), each.encrypted(), null))
                .map(each -> each.digested(differ && oldHashes))
                .orElse(base.fallback());
        return new CarnetConfig(
                checked(chosen, own, encrypted, base.encryption())
                        .digested(differ && read.hashIds())
                        .before(old),
                differ ? read.toBuilder().hashIds(false).build() : read,
                options.cookie(base.cookie()),
                options.web(base.web(), clearSiteData),
                allowed,
                transients,
                session.find(SessionSettings.CODEC),
                Stream.concat(
                                layout.ignoredKeys().stream(),
                                behind.stream().flatMap(each -> each.chosen().layout().ignoredKeys().stream()))
                        .toList());
    }

    private List<String> clearSiteData(KeyLayout layout) {
        List<String> directives = new ArrayList<>();
        for (Node.Entry each : layout.of(SessionSettings.CLEAR_SITE_DATA)) {
            values.readEach(SessionSettings.CLEAR_SITE_DATA, each, (place, directive) -> {
                try {
                    directives.addAll(
                            new WebOptions(null, StoreFailurePolicy.UNAVAILABLE, List.of(directive)).clearSiteData());
                } catch (IllegalArgumentException e) {
                    faults.add(place, String.valueOf(e.getMessage()));
                }
            });
        }
        return directives;
    }

    private List<String> transients(KeyLayout layout) {
        List<String> names = new ArrayList<>();
        for (Node.Entry each : layout.of(SessionSettings.TRANSIENT_ATTRIBUTES)) {
            values.readEach(SessionSettings.TRANSIENT_ATTRIBUTES, each, (place, name) -> {
                try {
                    TransientAttributes.named(List.of(name));
                    names.add(name);
                } catch (IllegalArgumentException e) {
                    faults.add(place, String.valueOf(e.getMessage()));
                }
            });
        }
        return names;
    }

    /**
     * The engine that a document chooses.
     *
     * @param engine null if it chooses none that there is
     */
    private record Chosen(@Nullable ChosenEngine engine, KeyLayout layout) {
        @Nullable
        SessionStoreProvider store() {
            return engine == null ? null : engine.provider();
        }
    }

    private Chosen choose() {
        ChosenEngine engine = chooseEngine()
                .map(chosen -> translation
                        .map(each -> new ChosenEngine(each.provider(chosen.provider()), chosen.name()))
                        .orElse(chosen))
                .orElse(null);
        return new Chosen(engine, new KeyLayout(document, engines, engine, faults));
    }

    /** An engine without a store of its own can only stand behind one that has one. */
    private void requireStore(Chosen chosen) {
        SessionStoreProvider store = chosen.store();
        if (store != null) {
            KeyPlace place = chosen.layout().sessionSetting(SessionSettings.SESSION);
            store.onlyBehind().ifPresent(why -> faults.add(place, why));
        }
    }

    private Settings settings(Chosen chosen) {
        KeyLayout layout = chosen.layout();
        return settings(chosen.store() == null ? List.of() : chosen.store().settings(), layout, layout::storeSetting);
    }

    /** What the block of a fallback says, and who reads it. */
    private record Behind(
            ConfigReader reader,
            Chosen chosen,
            Settings settings,
            Optional<Boolean> hashIds,
            Optional<EncryptionBlock.Described> encrypted) {}

    /** Reads the block of a fallback, which has no settings of the session's but what its keys are. */
    private Behind readBehind() {
        Chosen chosen = choose();
        SessionSettings.ALL.stream()
                .filter(each -> each != SessionSettings.HASH_IDS)
                .flatMap(each -> chosen.layout().of(each).stream())
                .forEach(each -> faults.add(
                        each.place(),
                        "this setting belongs at the top level and applies to both stores; remove it here"));
        fallback.ifPresent(
                another -> faults.add(another.document.place(), "a fallback cannot have another fallback; remove it"));
        Optional<Boolean> hashIds =
                values.read(SessionSettings.HASH_IDS, chosen.layout().of(SessionSettings.HASH_IDS));
        return new Behind(this, chosen, settings(chosen), hashIds, readEncryption());
    }

    /** Where others read the records too, they stay readable. */
    private Optional<EncryptionBlock.Described> readEncryption() {
        encryption.ifPresent(block -> translation
                .flatMap(Translation::otherReader)
                .ifPresent(reader -> faults.add(
                        block.place(),
                        "sessions cannot be encrypted if " + reader
                                + " reads as well; remove this block, or take the sessions over")));
        return encryption.flatMap(block -> block.read(values));
    }

    private ConfiguredStore checked(
            Chosen chosen,
            Settings own,
            Optional<EncryptionBlock.Described> encrypted,
            @Nullable StoreEncryption otherwise) {
        ChosenEngine engine = Objects.requireNonNull(chosen.engine());
        check(engine, own);
        return new ConfiguredStore(
                engine,
                own,
                translation.orElse(null),
                encrypted.map(EncryptionBlock.Described::make).orElse(otherwise),
                false,
                null);
    }

    /** What the store itself finds wrong; of a parser's own failure it is at least known where. */
    private void check(ChosenEngine engine, Settings own) {
        try {
            Bounds.parsed(() -> {
                engine.provider().check(own);
                return true;
            });
        } catch (IllegalArgumentException e) {
            throw Faults.single(
                    document.place().key("engines.session." + engine.name()),
                    String.valueOf(e.getMessage()) + "; see the settings of " + engine.name() + " in docs/stores.md");
        }
    }

    /** The options before the session's own settings are applied to them. */
    private static SessionOptions start(Base base, Optional<Setting<Duration>> idle, Settings own) {
        SessionOptions options = base.options() == null ? SessionOptions.DEFAULTS : base.options();
        return idle.filter(setting -> base.options() == null || own.has(setting))
                .flatMap(own::find)
                .map(value -> options.toBuilder().maxIdle(value).build())
                .orElse(options);
    }

    private Optional<ChosenEngine> chooseEngine() {
        List<Node.Entry> given = document.root().entries().stream()
                .filter(each -> isEngineKey(each) && !(each.value() instanceof Node.Nothing))
                .toList();
        boolean misspelt = document.root().entries().stream()
                .anyMatch(each -> !isEngineKey(each) && Spelling.isSlip(each.key(), ENGINE_KEY));
        if (given.isEmpty() && !misspelt) {
            faults.add(
                    document.place(),
                    "no session store is selected; add " + document.notation().engineLine() + " with "
                            + engines.choice().allowed());
        }
        return values.read(engines.choice(), given);
    }

    private boolean isEngineKey(Node.Entry entry) {
        return document.notation().same(entry.key(), ENGINE_KEY);
    }

    private Settings settings(List<Setting<?>> declared, KeyLayout layout, Function<Setting<?>, KeyPlace> where) {
        Settings.Builder builder = Settings.builder(new Settings.Locator() {
            @Override
            public String where(Setting<?> setting) {
                return where.apply(setting).toString();
            }

            @Override
            public String didYouMean(String written, Collection<String> right) {
                return Spelling.didYouMean(written, right);
            }

            @Override
            public boolean hasVariables(Setting<?> setting) {
                return layout.of(setting).stream().map(Node.Entry::value).anyMatch(SettingReader::hasReference);
            }
        });
        declared.forEach(each -> read(each, layout, builder, where));
        return builder.build();
    }

    private <T> void read(
            Setting<T> setting, KeyLayout layout, Settings.Builder into, Function<Setting<?>, KeyPlace> where) {
        if (setting.isRequired() && layout.isMissing(setting)) {
            faults.add(where.apply(setting), "this setting is missing; allowed is " + setting.allowed());
        }
        values.read(setting, layout.of(setting)).ifPresent(value -> into.set(setting, value));
    }
}
