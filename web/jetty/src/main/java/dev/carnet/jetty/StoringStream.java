package dev.carnet.jetty;

import dev.carnet.error.SessionException;
import dev.carnet.web.FailureAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the session before the first byte of a response is sent, and again before the last. Every response of Jetty passes
 * through it, including login and error pages. If storing fails, the failure becomes the response.
 */
final class StoringStream extends HttpStream.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(StoringStream.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final JettyRequest request;

    /** Whether a failure was answered; what the application writes after that is discarded. */
    private volatile boolean answered;

    StoringStream(HttpStream wrapped, JettyRequest request) {
        super(wrapped);
        this.request = request;
    }

    /** Blocking, because it waits for the store. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public void send(
            MetaData.Request asked,
            MetaData.@Nullable Response response,
            boolean last,
            @Nullable ByteBuffer content,
            Callback callback) {
        if (answered) {
            callback.succeeded();
        } else if (response == null) {
            sendMore(asked, last, content, callback);
        } else if (HttpStatus.isInterim(response.getStatus())) {
            super.send(asked, response, last, content, callback);
        } else {
            commit(asked, response, last, content, callback);
        }
    }

    private void commit(
            MetaData.Request asked,
            MetaData.Response response,
            boolean last,
            @Nullable ByteBuffer content,
            Callback callback) {
        try {
            request.store();
            SessionException outage = request.outage();
            if (outage != null && HttpStatus.isServerError(response.getStatus())) {
                throw outage;
            }
        } catch (SessionException e) {
            request.commit();
            answered = true;
            answer(asked, response, e, callback);
            return;
        }
        request.commit();
        super.send(asked, request.hasNews() ? told(response) : response, last, content, callback);
    }

    private MetaData.Response told(MetaData.Response response) {
        HttpFields.Mutable fields = HttpFields.build(response.getHttpFields());
        request.tell(fields);
        return new MetaData.Response(
                response.getStatus(),
                response.getReason(),
                response.getHttpVersion(),
                fields,
                response.getContentLength(),
                response.getTrailersSupplier());
    }

    private void answer(
            MetaData.Request asked, MetaData.Response instead, SessionException failure, Callback callback) {
        int status = FailureAnswer.status(failure);
        byte[] body = FailureAnswer.text(failure).getBytes(StandardCharsets.UTF_8);
        HttpFields.Mutable fields = HttpFields.build();
        for (HttpField each : instead.getHttpFields()) {
            if (each.getHeader() == HttpHeader.CONNECTION || each.getHeader() == HttpHeader.DATE) {
                fields.add(each);
            }
        }
        fields.put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            fields.put(HttpHeader.RETRY_AFTER, RETRY_AFTER.toSeconds());
        } else if (status == HttpStatus.INTERNAL_SERVER_ERROR_500) {
            LOG.error("a request is answered with 500, because its session could not be stored", failure);
        }
        request.tell(fields);
        super.send(
                asked,
                new MetaData.Response(status, null, instead.getHttpVersion(), fields, body.length),
                true,
                request.isHead() ? null : ByteBuffer.wrap(body),
                callback);
    }

    private void sendMore(MetaData.Request asked, boolean last, @Nullable ByteBuffer content, Callback callback) {
        if (last) {
            try {
                request.store();
            } catch (SessionException e) {
                LOG.error("the store failed after the response was committed: the response is aborted", e);
                callback.failed(e);
                return;
            }
        }
        super.send(asked, null, last, content, callback);
    }

    @Override
    public void succeeded() {
        end();
        super.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        end();
        super.failed(failure);
    }

    /** Stores changes made after the last byte or in an aborted request; the browser can no longer get a cookie for them. */
    private void end() {
        if (!answered) {
            try {
                request.store();
            } catch (SessionException e) {
                LOG.error("a session could not be stored after the response was sent", e);
            }
        }
        request.close();
    }
}
