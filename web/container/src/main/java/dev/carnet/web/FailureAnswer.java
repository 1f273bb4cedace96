package dev.carnet.web;

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
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswer.class);

    /** Whether the store's failure is what is behind a failure, however it was wrapped on its way. */
    public static boolean isOutage(@Nullable Throwable failure) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 20; each = each.getCause(), depth++) {
            if (each instanceof SessionStoreException) {
                return true;
            }
        }
        return false;
    }

    /** The sentence for a failure. */
    public static String text(Throwable failure) {
        return isOutage(failure) ? UNAVAILABLE : NOT_STORED;
    }

    /**
     * Answers 503 with Retry-After; false if the response is committed.
     *
     * @param teller tells the browser what it has to know of its cookie
     */
    public boolean unavailable(HttpServletResponse response, Consumer<HttpServletResponse> teller) {
        return answer(response, teller, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UNAVAILABLE);
    }

    /** Answers 503 after an outage and else 500; false if the response is committed. */
    public boolean anyFailure(Throwable failure, HttpServletResponse response, Consumer<HttpServletResponse> teller) {
        return isOutage(failure)
                ? unavailable(response, teller)
                : answer(response, teller, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, NOT_STORED);
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
