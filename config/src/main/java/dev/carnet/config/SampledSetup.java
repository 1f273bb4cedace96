package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The setup of a store; what its sessions show comes after what the store says. */
final class SampledSetup implements StoreSetup {
    private final StoreSetup setup;
    private final String subject;
    private final Supplier<SessionStore> store;
    private final Function<SessionStore, List<Finding>> look;

    /**
     * Adds findings to a setup.
     *
     * @param subject the subject of the warning if the store cannot be opened
     * @param store opens the store, which is closed after the look
     */
    SampledSetup(
            StoreSetup setup,
            String subject,
            Supplier<SessionStore> store,
            Function<SessionStore, List<Finding>> look) {
        this.setup = setup;
        this.subject = subject;
        this.store = store;
        this.look = look;
    }

    /** A store that is not ready has no sessions to look at. */
    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>(setup.check());
        if (findings.stream().noneMatch(each -> each.level() == Level.ERROR)
                && setup.plan().isEmpty()) {
            try (SessionStore opened = store.get()) {
                findings.addAll(look.apply(opened));
            } catch (SessionStoreException | ConfigurationException e) {
                findings.add(new Finding(Level.WARNING, subject, String.valueOf(e.getMessage())));
            }
        }
        return findings;
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
