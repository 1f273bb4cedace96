package dev.carnet.demo;

import dev.carnet.SessionEngine;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which request is answered by what. Immutable once made. */
final class Routes {
    private final Map<String, Map<String, Handler>> handlers = new LinkedHashMap<>();

    /** Everything this application does. */
    static Routes of(SessionEngine engine) {
        Account account = new Account(engine);
        Attribute attribute = new Attribute();
        return new Routes()
                .get("/", new HomePage(engine))
                .post("/login", account::logIn)
                .post("/logout", account::logOut)
                .post("/logout-others", account::logOutOthers)
                .post("/count", new Counter())
                .post("/cart", new AddToCart())
                .post("/attribute", attribute::set)
                .post("/slow", attribute::setSlowly)
                .post("/at-once", new AtOnce(engine))
                .post("/outage", new Outage(engine))
                .get("/session", new SessionAsJson(engine))
                .get("/health", new Health(engine, InstantSource.system()))
                .get("/style.css", new Asset("style.css", "text/css"))
                .get("/time.js", new Asset("time.js", "text/javascript"))
                .get("/icon.svg", new Asset("icon.svg", "image/svg+xml"));
    }

    private Routes get(String path, Handler handler) {
        return on("GET", path, handler).on("HEAD", path, handler);
    }

    private Routes post(String path, Handler handler) {
        return on("POST", path, handler);
    }

    private Routes on(String method, String path, Handler handler) {
        handlers.computeIfAbsent(path, unknown -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    Optional<Handler> find(String method, String path) {
        return Optional.ofNullable(handlers.getOrDefault(path, Map.of()).get(method));
    }

    /** The methods a path answers to; none if there is no such path. */
    Set<String> methods(String path) {
        return new TreeSet<>(handlers.getOrDefault(path, Map.of()).keySet());
    }
}
