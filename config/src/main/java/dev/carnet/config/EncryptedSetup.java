package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The setup of a store whose sessions are encrypted: a sample of them is decrypted with the keys that are configured. */
final class EncryptedSetup implements StoreSetup {
    private static final int SAMPLE = 100;

    private final StoreSetup setup;
    private final Supplier<SessionStore> store;

    EncryptedSetup(StoreSetup setup, Supplier<SessionStore> store) {
        this.setup = setup;
        this.store = store;
    }

    /** A store that is not ready has no sessions to look at. */
    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>(setup.check());
        if (findings.stream().noneMatch(each -> each.level() == Level.ERROR)
                && setup.plan().isEmpty()) {
            try (SessionStore opened = store.get()) {
                findings.add(sample(opened));
            } catch (SessionStoreException | ConfigurationException e) {
                findings.add(new Finding(Level.WARNING, EncryptionBlock.KEY, String.valueOf(e.getMessage())));
            }
        }
        return findings;
    }

    private static Finding sample(SessionStore store) {
        SessionPage page = store.scan(SessionQuery.ALL.withAttributes(), null, SAMPLE);
        int readable = page.sessions().size();
        int unreadable = page.unreadable().size();
        String seen = readable + " of " + (readable + unreadable) + " sessions checked";
        return unreadable == 0
                ? new Finding(
                        Level.OK,
                        EncryptionBlock.KEY,
                        readable == 0 ? "on; no sessions yet" : "on; " + seen + " can be decrypted")
                : new Finding(
                        Level.WARNING,
                        EncryptionBlock.KEY,
                        "only " + seen
                                + " can be decrypted: is a key missing in old_keys, or are there unencrypted"
                                + " sessions (set accept_plain, then run 'carnet reencrypt')?");
    }

    @Override
    public List<String> plan() {
        return setup.plan();
    }

    @Override
    public void apply() {
        setup.apply();
    }

    @Override
    public void close() {
        setup.close();
    }
}
