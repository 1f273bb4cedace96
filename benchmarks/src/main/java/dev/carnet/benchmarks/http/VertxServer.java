package dev.carnet.benchmarks.http;

import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.sstore.SessionStore;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Vert.x with the application: a verticle for each processor, which share a port. */
public final class VertxServer extends VerticleBase {
    /** Below zero: any port, the same for all verticles that give the same number. */
    private static final int SHARED_PORT = -1;

    private final Function<Vertx, SessionStore> sessions;
    private final Payload payload;
    private final AtomicInteger port;

    private VertxServer(Function<Vertx, SessionStore> sessions, Payload payload, AtomicInteger port) {
        this.sessions = sessions;
        this.payload = payload;
        this.port = port;
    }

    /**
     * With a session handler before the application, all else as it comes.
     *
     * @param sessions makes a verticle's store
     */
    public static RunningSite with(Function<Vertx, SessionStore> sessions, Payload payload) {
        Vertx vertx = Vertx.vertx();
        AtomicInteger port = new AtomicInteger();
        DeploymentOptions everywhere =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> new VertxServer(sessions, payload, port), everywhere)
                .await();
        return new HttpSite(port.get(), () -> vertx.close().await());
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        SessionHandler handler = SessionHandler.create(sessions.apply(vertx));
        router.route().handler(handler);
        router.route().handler(new VertxApplication(payload, handler));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(SHARED_PORT, InetAddress.getLoopbackAddress().getHostAddress())
                .onSuccess(server -> port.set(server.actualPort()));
    }
}
