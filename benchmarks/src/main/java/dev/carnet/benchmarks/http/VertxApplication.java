package dev.carnet.benchmarks.http;

import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.Session;
import io.vertx.ext.web.handler.SessionHandler;
import org.jspecify.annotations.Nullable;

/**
 * The application in Vert.x's terms, where every request has a session. It answers when that is stored, like everybody else:
 * by itself Vert.x would answer before, and the next request might not find what this one wrote.
 *
 * @param payload what a session holds
 * @param sessions the handler before it
 */
record VertxApplication(Payload payload, SessionHandler sessions) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext request) {
        request.response().putHeader("Content-Type", "text/plain");
        String text = answer(Operation.of(request.request().path()), request.session());
        sessions.flush(request).compose(stored -> request.end(text)).onFailure(request::fail);
    }

    private String answer(Operation operation, Session session) {
        if (operation == Operation.NEW) {
            payload.attributes().forEach(session::put);
            return "begun";
        }
        @Nullable String stored = session.get(Payload.ATTRIBUTE);
        if (stored == null) {
            return HttpAnswer.NONE;
        }
        return switch (operation) {
            case READ -> Payload.mark(stored);
            case CHANGE -> {
                String value = payload.value();
                session.put(Payload.ATTRIBUTE, value);
                yield Payload.mark(value);
            }
            case RENAME -> {
                session.regenerateId();
                yield "renamed";
            }
            case END -> {
                session.destroy();
                yield "ended";
            }
            case NEW -> throw new AssertionError(operation);
        };
    }
}
