package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.fallback.DigestedKeys;
import dev.carnet.fallback.FallbackSessionStore;
import dev.carnet.fallback.KeysAsConfigured;
import dev.carnet.fallback.NotesOverlooked;
import dev.carnet.fallback.SessionMove;
import dev.carnet.fallback.ValueTransfer;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreEncryption;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine with its settings, and perhaps another one behind it.
 *
 * @param translation how its configuration was written; null if in Carnet's own keys
 * @param encryption what is put around the store; null if nothing is
 * @param digested whether its keys are digests although the engine's are ids, since those of the other store are
 * @param fallback where sessions may still be; null if nowhere else
 */
record ConfiguredStore(
        ChosenEngine engine,
        Settings settings,
        @Nullable Translation translation,
        @Nullable StoreEncryption encryption,
        boolean digested,
        @Nullable ConfiguredStore fallback) {

    SessionStoreProvider provider() {
        return engine.provider();
    }

    ConfiguredStore before(@Nullable ConfiguredStore other) {
        return new ConfiguredStore(engine, settings, translation, encryption, digested, other);
    }

    ConfiguredStore digested(boolean keys) {
        return new ConfiguredStore(engine, settings, translation, encryption, keys, fallback);
    }

    /** For an application that starts. What is behind is there, or it is wrong. */
    void prepare(SessionOptions options) {
        provider().prepare(settings, options);
    }

    private SessionStore opened(SessionOptions options) {
        SessionStore store = provider().open(settings, options);
        SessionStore around = encryption == null ? store : orClose(store, encryption::around);
        SessionStore asked = digested ? new DigestedKeys(around) : around;
        return carried().isPresent() ? new NotesOverlooked(asked) : asked;
    }

    /** Reads the sessions that visitors carry in their cookies, where such an engine is behind. */
    Optional<CarriedSessions> carried() {
        return fallback == null ? Optional.empty() : fallback.provider().carried(fallback.settings);
    }

    /** The store behind; null if there is none, perhaps since its sessions stand in cookies. */
    private @Nullable ConfiguredStore storeBehind() {
        return carried().isPresent() ? null : fallback;
    }

    /** For an engine: sessions move over from the store behind. */
    SessionStore open(SessionOptions options, String codec, AllowedTypes allowed) {
        SessionStore main = opened(options);
        ConfiguredStore behindIt = storeBehind();
        return behindIt == null
                ? main
                : orClose(main, opened -> {
                    SessionStore old = behindIt.openBehind(options, codec, allowed);
                    return orClose(
                            old,
                            behind -> FallbackSessionStore.moving(
                                    opened,
                                    behind,
                                    ValueTransfer.between(behind.traits(), opened.traits(), codec, allowed),
                                    ValueTransfer.between(opened.traits(), behind.traits(), codec, allowed)));
                });
    }

    /** For sessions to move away from it: each record must say of its key what the configuration says. */
    private SessionStore openBehind(SessionOptions options, String codec, AllowedTypes allowed) {
        return new KeysAsConfigured(open(options, codec, allowed), options.hashIds());
    }

    /** For whoever lists and ends sessions: they stay where they are. */
    SessionStore openToLook(SessionOptions options) {
        SessionStore main = opened(options);
        ConfiguredStore behindIt = storeBehind();
        return behindIt == null
                ? main
                : orClose(main, opened -> {
                    SessionStore old = behindIt.openToLook(options);
                    return orClose(
                            old,
                            behind -> FallbackSessionStore.looking(
                                    opened, behind, ValueTransfer.toLook(behind.traits(), opened.traits())));
                });
    }

    /** For whoever moves what is left behind; null if nothing is behind. */
    @Nullable
    SessionMove openMove(SessionOptions options, String codec, AllowedTypes allowed) {
        ConfiguredStore behindIt = storeBehind();
        if (behindIt == null) {
            return null;
        }
        if (behindIt.digested) {
            throw new ConfigurationException(
                    "the fallback has digests of ids, and the other store needs the ids, which nobody"
                            + " can tell from them: its sessions move as their users come back, and cannot be moved otherwise");
        }
        return orClose(opened(options), main -> {
            SessionStore old = behindIt.openBehind(options, codec, allowed);
            return orClose(
                    old,
                    behind -> new SessionMove(
                            main, behind, ValueTransfer.between(behind.traits(), main.traits(), codec, allowed)));
        });
    }

    /** When another framework made a session, as far as its key tells. */
    Optional<Instant> madeAt(SessionKey key) {
        Optional<Instant> here = translation == null ? Optional.empty() : translation.madeAt(key);
        return here.isPresent() || fallback == null ? here : fallback.madeAt(key);
    }

    StoreSetup setup(SessionOptions options) {
        StoreSetup main = sampled(provider().setup(settings, options), options);
        if (fallback == null) {
            return main;
        }
        try {
            return new BothSetups(main, fallback.setup(options));
        } catch (RuntimeException | Error e) {
            closeAfter(e, main);
            throw e;
        }
    }

    /** What the dialect and the encryption say about stored sessions is added, where the store is one of its own. */
    private StoreSetup sampled(StoreSetup own, SessionOptions options) {
        Supplier<SessionStore> plain =
                () -> own.openToLook().orElseGet(() -> provider().open(settings, options));
        boolean isStore = provider().onlyBehind().isEmpty();
        StoreSetup translated = translation == null || !isStore
                ? own
                : new SampledSetup(own, translation.dialect().key(), plain, translation::check);
        return isStore
                ? new SampledSetup(translated, EncryptionBlock.KEY, plain, store -> sample(store, options))
                : translated;
    }

    private List<StoreSetup.Finding> sample(SessionStore store, SessionOptions options) {
        List<StoreSetup.Finding> findings =
                new ArrayList<>(KeySample.contrary(store, options.keyPrefix(), digested || options.hashIds()));
        findings.addAll(
                encryption == null
                        ? EncryptionSample.unexpected(store)
                        : EncryptionSample.decrypted(encryption.around(store)));
        return findings;
    }

    private static <T> T orClose(SessionStore open, Function<SessionStore, T> next) {
        try {
            return next.apply(open);
        } catch (RuntimeException | Error e) {
            closeAfter(e, open);
            throw e;
        }
    }

    /** Closes what a failure leaves without an owner. */
    static void closeAfter(Throwable failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** Shows which settings are given, not their values. */
    @Override
    public String toString() {
        return engine.name() + ", " + settings + (fallback == null ? "" : ", fallback " + fallback);
    }
}
