package dev.carnet.benchmarks.containers;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.RunningSite;

/**
 * A site with the engine that it works on.
 *
 * @param site the site
 * @param engine closed behind it
 */
record OwningSite(RunningSite site, SessionEngine engine) implements RunningSite {
    @Override
    public Client client() throws Exception {
        return site.client();
    }

    @Override
    public void close() throws Exception {
        site.close();
        engine.close();
    }
}
