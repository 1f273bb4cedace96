package dev.carnet.benchmarks.plain;

import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Cookies;
import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.RunningSite;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A filter before the application, called as a container would call it. */
public final class PlainSite implements RunningSite {
    private final Filter filter;
    private final FilterChain chain;

    public PlainSite(Filter filter, BenchApplication application) throws ServletException {
        this.filter = filter;
        this.chain = application::service;
        filter.init(PlainContext.configOf("sessions"));
    }

    @Override
    public Client client() {
        return new PlainClient();
    }

    @Override
    public void close() {
        filter.destroy();
    }

    private final class PlainClient implements Client {
        private final PlainRequest request = new PlainRequest();
        private final PlainResponse response = new PlainResponse();

        @Override
        public HttpAnswer request(String path, @Nullable String session) throws Exception {
            request.begin(path, session);
            response.begin();
            filter.doFilter(request, response, chain);
            if (response.getStatus() != HttpServletResponse.SC_OK) {
                throw new IllegalStateException("answered " + response.getStatus() + ": " + response.body());
            }
            return new HttpAnswer(Cookies.after(session, response.setCookie()), response.body());
        }

        @Override
        public void close() {}
    }
}
