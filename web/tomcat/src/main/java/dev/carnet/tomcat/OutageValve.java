package dev.carnet.tomcat;

import dev.carnet.web.FailureAnswer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Answers a request that failed because of an outage, before the container chooses an error page of the application. It is
 * the application's first valve and precedes the authenticator.
 */
final class OutageValve extends ValveBase {
    OutageValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!isAnswered(request, e)) {
                throw e;
            }
            return;
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            boolean unused = isAnswered(request, failure);
        }
    }

    private static boolean isAnswered(Request request, Throwable failure) {
        RequestScope scope = RequestScope.current();
        if (scope == null || scope.request() != request || !FailureAnswer.isOutage(failure)) {
            return false;
        }
        OutageAnswer.answer(scope, failure);
        return true;
    }
}
