package dev.carnet.tomcat;

import dev.carnet.web.FailureAnswer;
import jakarta.servlet.RequestDispatcher;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/** The answer when the store has failed: 503, instead of what the application or an error page has written. */
final class OutageAnswer {
    private static final Log LOG = LogFactory.getLog(OutageAnswer.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final FailureAnswer ANSWER = new FailureAnswer(RETRY_AFTER);

    private OutageAnswer() {}

    /** Answers with 503; aborts the response if it is already committed. */
    static void answer(RequestScope scope, Throwable failure) {
        Request request = scope.request();
        Response response = scope.response();
        request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        response.setSuspended(false);
        // From now on nothing is stored, so that the answer can be committed.
        scope.close();
        boolean answered = ANSWER.answer(failure, response, told -> scope.tellStored());
        if (!answered) {
            breakOff(response, failure);
        }
    }

    static void breakOff(Response response, Throwable failure) {
        LOG.error("the store failed after the response was committed: the response is aborted", failure);
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
    }

    /**
     * Replaces a response that is being committed with an empty one that has the failure's status. What is written to its
     * body afterwards is discarded.
     */
    static void inPlaceOfCommit(org.apache.coyote.Response response, Throwable failure) {
        response.reset();
        response.setStatus(FailureAnswer.status(failure));
        response.setHeader("Cache-Control", "no-store");
        if (FailureAnswer.isOutage(failure)) {
            response.setHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
        }
        response.setContentLength(0);
    }
}
