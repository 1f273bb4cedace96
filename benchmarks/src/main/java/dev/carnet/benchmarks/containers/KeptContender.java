package dev.carnet.benchmarks.containers;

import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.config.CarnetConfig;

/**
 * A container and who keeps its sessions.
 *
 * @param config where Carnet keeps them
 */
record KeptContender(ContainerKind container, Keeper keeper, CarnetConfig config) implements Contender {
    @Override
    public String name() {
        return container + ", " + keeper;
    }

    @Override
    public boolean isFilter() {
        return false;
    }

    @Override
    public RunningSite openPlain(Payload payload) {
        throw new UnsupportedOperationException(name() + " is part of a server");
    }

    @Override
    public RunningSite openServer(Payload payload) throws Exception {
        return container.open(keeper, config, new BenchApplication(payload));
    }
}
