package dev.carnet.dancer;

import dev.carnet.dancer.share.SharedProvider;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.ConfigurationDialect;
import dev.carnet.spi.setup.ConfigurationTree;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code dancer: share}, {@code dancer: take-over} or {@code dancer: new} in a Dancer application's {@code config.yml}. A Dancer
 * configuration without that line is an error that says what each of them means.
 */
public final class DancerDialect implements ConfigurationDialect {
    private static final String KEY = "dancer";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Optional<String> translate(ConfigurationTree configuration) {
        DancerFile file = new DancerFile(configuration);
        Optional<String> said = file.takeLine(KEY);
        List<String> sign = file.translateSpellings();
        if (said.isEmpty()) {
            if (!sign.isEmpty()) {
                configuration.fault(
                        "this is a setting of a Dancer application, but nothing says what to do with its sessions;"
                                + " add one line: " + DancerMode.all(),
                        sign.toArray(String[]::new));
            }
            return Optional.empty();
        }
        Optional<DancerMode> mode = DancerMode.of(said.get());
        if (mode.isEmpty()) {
            configuration.fault(
                    "'" + said.get() + "' is not a way to treat Dancer's sessions; allowed is " + DancerMode.all());
            return Optional.empty();
        }
        switch (mode.get()) {
            case SHARE -> new SharedSettings(configuration, file.engine()).apply();
            case TAKE_OVER -> new TakeOver(configuration).apply();
            case BEHIND -> new SharedSettings(configuration, file.engine()).applyBehind();
            case NEW -> {
                // The settings are as the application has them.
                if (file.engine().equals("YAML")) {
                    configuration.fault("Carnet has no store with such files; choose another store", "session");
                }
            }
        }
        return Optional.of(mode.get().word());
    }

    @Override
    public SessionStoreProvider provider(String mode, SessionStoreProvider chosen) {
        boolean original = mode.equals(DancerMode.SHARE.word()) || mode.equals(DancerMode.BEHIND.word());
        return original ? SharedProvider.of(chosen) : chosen;
    }

    @Override
    public Optional<Instant> madeAt(String mode, SessionKey key) {
        return IdTime.of(key.value());
    }

    @Override
    public Optional<String> otherReader(String mode) {
        return mode.equals(DancerMode.SHARE.word()) ? Optional.of("a Dancer application") : Optional.empty();
    }

    @Override
    public List<Finding> check(String mode, SessionStore store) {
        boolean original = mode.equals(DancerMode.SHARE.word()) || mode.equals(DancerMode.BEHIND.word());
        return original ? new Sample(store).findings(mode) : List.of();
    }
}
