package dev.carnet.config;

import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;

/** The places of a store and of the one behind it. */
final class BothSetups implements StoreSetup {
    private final StoreSetup main;
    private final StoreSetup fallback;

    BothSetups(StoreSetup main, StoreSetup fallback) {
        this.main = main;
        this.fallback = fallback;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>(main.check());
        fallback.check()
                .forEach(each ->
                        findings.add(new Finding(each.level(), FallbackBlock.KEY + " " + each.subject(), each.text())));
        return findings;
    }

    @Override
    public List<String> plan() {
        List<String> plan = new ArrayList<>(main.plan());
        plan.addAll(fallback.plan());
        return plan;
    }

    @Override
    public void apply() {
        main.apply();
        fallback.apply();
    }

    @Override
    public void close() {
        try (fallback) {
            main.close();
        }
    }
}
