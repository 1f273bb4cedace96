package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Site;

/**
 * A site with what it works on.
 *
 * @param site the site
 * @param resources closed behind it
 */
record Closing(Site site, Runnable resources) implements Site {
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
