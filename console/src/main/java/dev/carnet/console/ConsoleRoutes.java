package dev.carnet.console;

import dev.carnet.config.CarnetConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which request is answered by what. Thread-safe. */
final class ConsoleRoutes implements AutoCloseable {
    private final Map<String, PageHandler> handlers = new LinkedHashMap<>();
    private final Watch watch;
    private final Counts counts;
    private final Works works;

    private ConsoleRoutes(Watch watch, Counts counts, Works works) {
        this.watch = watch;
        this.counts = counts;
        this.works = works;
    }

    /** Everything the console does. */
    static ConsoleRoutes of(ConsoleStore console, Masks masks, @Nullable CarnetConfig config) {
        AttributeJson values = new AttributeJson(console.store().traits().encoding());
        Watch watch = new Watch(console);
        Counts counts = new Counts(console);
        Works works = new Works(console.clock());
        OverviewPage overview = new OverviewPage(console, watch, works);
        EndPage end = new EndPage(console, watch, counts, works);
        SweepPage sweep = new SweepPage(console, watch, counts, works);
        WorkPage work = new WorkPage(console, works);
        ConsoleRoutes routes = new ConsoleRoutes(watch, counts, works);
        routes.on("GET", "/", overview::page);
        routes.on("GET", "/overview.json", overview::json);
        routes.on("GET", "/sessions", new SessionsPage(console, new Searcher(console, values, masks)));
        routes.on("GET", "/session", new SessionDetails(console, values, new MaskedJson(masks)));
        routes.on("POST", "/end/ask", end::ask);
        routes.on("POST", "/end", end::end);
        routes.on("GET", "/sweep", sweep::ask);
        routes.on("POST", "/sweep", sweep::sweep);
        routes.on("GET", "/work", work::page);
        routes.on("GET", "/work.json", work::json);
        routes.on("GET", "/configuration", new ConfigurationPage(console, config));
        routes.on("GET", "/login", exchange -> exchange.seeOther("/"));
        routes.on("POST", "/login", exchange -> exchange.seeOther("/"));
        return routes;
    }

    private void on(String method, String path, PageHandler handler) {
        handlers.put(method + " " + path, handler);
    }

    /**
     * What answers a request.
     *
     * @throws RefusedRequestException if nothing does
     */
    PageHandler find(String method, String path) {
        PageHandler handler = handlers.get((method.equals("HEAD") ? "GET" : method) + " " + path);
        if (handler == null) {
            throw new RefusedRequestException(404, "There is nothing at this address.");
        }
        return handler;
    }

    @Override
    public void close() {
        watch.close();
        counts.close();
        works.close();
    }
}
