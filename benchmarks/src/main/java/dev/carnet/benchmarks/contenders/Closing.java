package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.RunningSite;

/**
 * A site with what it works on.
 *
 * @param site the site
 * @param resources closed behind it
 */
public record Closing(RunningSite site, Runnable resources) implements RunningSite {
    @Override
    public Client client() throws Exception {
        return site.client();
    }

    @Override
    public void close() throws Exception {
        site.close();
        resources.run();
    }
}
