package dev.carnet.benchmarks.http;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.RunningSite;
import java.io.IOException;

/** A server on a port of this machine. */
public final class HttpSite implements RunningSite {
    private final int port;
    private final AutoCloseable server;

    /**
     * @param server ends it
     */
    public HttpSite(int port, AutoCloseable server) {
        this.port = port;
        this.server = server;
    }

    @Override
    public Client client() throws IOException {
        return new HttpClient(port);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
