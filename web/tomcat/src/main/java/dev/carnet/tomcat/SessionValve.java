package dev.carnet.tomcat;

import dev.carnet.error.SessionException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds each request to an application that has a {@link CarnetManager}: it stores the session before the request ends,
 * and answers failures of the store. It belongs to the host, because request listeners and error pages run outside an
 * application's pipeline.
 */
final class SessionValve extends ValveBase {
    private int managers;

    SessionValve() {
        super(true);
    }

    /** One valve serves all managers of a host. */
    static void install(Container host) {
        Pipeline pipeline = host.getPipeline();
        synchronized (host) {
            SessionValve valve = in(pipeline);
            if (valve == null) {
                valve = new SessionValve();
                pipeline.addValve(valve);
            }
            valve.managers++;
        }
    }

    static void uninstall(Container host) {
        synchronized (host) {
            SessionValve valve = in(host.getPipeline());
            if (valve != null && --valve.managers == 0) {
                host.getPipeline().removeValve(valve);
            }
        }
    }

    private static @Nullable SessionValve in(Pipeline pipeline) {
        for (Valve each : pipeline.getValves()) {
            if (each instanceof SessionValve found) {
                return found;
            }
        }
        return null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Context context = request.getContext();
        if (context == null || !(context.getManager() instanceof CarnetManager)) {
            getNext().invoke(request, response);
            return;
        }
        RequestScope scope = RequestScope.of(request);
        RequestScope before = RequestScope.enter(scope);
        try {
            serve(scope, request, response);
        } finally {
            RequestScope unused = RequestScope.enter(before);
            if (!request.isAsync()) {
                scope.close();
            }
        }
    }

    private void serve(RequestScope scope, Request request, Response response) throws IOException, ServletException {
        AnyThreadRequest.wrapIfAsynchronous(scope);
        try {
            ChoiceFailure.requireNone(request);
            getNext().invoke(request, response);
            // A closed scope was answered with an error; the requested work must not happen after that.
            if (!request.isAsync() && !scope.isClosed()) {
                scope.store();
            }
        } catch (SessionException e) {
            if (!scope.isClosed()) {
                OutageAnswer.answer(scope, e);
            }
        }
    }

    @Override
    public String toString() {
        return "SessionValve[" + (getContainer() instanceof Host host ? host.getName() : "") + "]";
    }
}
