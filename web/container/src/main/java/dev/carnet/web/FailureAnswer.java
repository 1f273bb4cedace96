package dev.carnet.web;

import dev.carnet.error.SessionLimitException;
import dev.carnet.error.SessionStoreException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the browser gets when its session cannot be read or stored: a status and a sentence. Of its cookie it hears only what
 * the store has carried out before or nevertheless, a new id or the session's end: with the old id it would have none.
 *
 * @param retryAfter when to come back after an outage
 */
public record FailureAnswer(Duration retryAfter) {
    private static final String UNAVAILABLE =
            "Your session is not available at the moment. Please try again shortly.\n";
    private static final String NOT_STORED = "Your session could not be stored.\n";
    private static final String TOO_MANY =
            "You are logged in as often as is allowed. Please log out somewhere else, then log in again.\n";
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswer.class);

    /** Whether the store's failure is what is behind a failure, however it was wrapped on its way. */
    public static boolean isOutage(@Nullable Throwable failure) {
        return isBehind(failure, SessionStoreException.class);
    }

    /** Whether a login was refused since the user has as many sessions as {@code session_limit} allows. */
    public static boolean isLimit(@Nullable Throwable failure) {
        return isBehind(failure, SessionLimitException.class);
    }

    private static boolean isBehind(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 20; each = each.getCause(), depth++) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /** The status for a failure: 503 for an outage, 403 for a login beyond the limit, else 500. */
    public static int status(Throwable failure) {
        if (isOutage(failure)) {
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        return isLimit(failure) ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    /** The sentence for a failure. */
    public static String text(Throwable failure) {
        if (isOutage(failure)) {
            return UNAVAILABLE;
        }
        return isLimit(failure) ? TOO_MANY : NOT_STORED;
    }

    /**
     * Answers 503 with Retry-After; false if the response is committed.
     *
     * @param teller tells the browser what it has to know of its cookie
     */
    public boolean unavailable(HttpServletResponse response, Consumer<HttpServletResponse> teller) {
        return answer(response, teller, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UNAVAILABLE);
    }

    /** Answers with {@link #status} and {@link #text}; false if the response is committed. */
    public boolean anyFailure(Throwable failure, HttpServletResponse response, Consumer<HttpServletResponse> teller) {
        return answer(response, teller, status(failure), text(failure));
    }

    private boolean answer(
            HttpServletResponse response, Consumer<HttpServletResponse> teller, int status, String text) {
        if (response.isCommitted()) {
            return false;
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.reset();
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(body.length);
        teller.accept(response);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("the browser did not wait for the answer", e);
        }
        return true;
    }
}
