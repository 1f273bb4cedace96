package dev.carnet.mongodb;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An inspection in steps. A failing step becomes a finding, so that earlier findings are not lost. */
final class Look {
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Performs a step.
     *
     *
     * @param subject what it looks at
     * @throws SessionStoreException if it fails and is the first: then nothing can be looked at
     */
    void at(String subject, Supplier<Finding> step) {
        all(subject, () -> List.of(step.get()));
    }

    /** As {@link #at}, for a step with several findings. */
    void all(String subject, Supplier<List<Finding>> step) {
        try {
            findings.addAll(step.get());
        } catch (SessionStoreException e) {
            if (findings.isEmpty()) {
                throw e;
            }
            findings.add(new Finding(Level.ERROR, subject, String.valueOf(e.getMessage())));
        }
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(each -> each.level() == Level.ERROR);
    }

    List<Finding> findings() {
        return findings;
    }
}
