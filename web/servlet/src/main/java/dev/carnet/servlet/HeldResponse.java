package dev.carnet.servlet;

import dev.carnet.error.SessionException;
import dev.carnet.web.FailureAnswer;
import dev.carnet.web.SharedCaches;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response whose first bytes are buffered until the session is stored. Containers differ in when they commit: some
 * send a large write immediately, others fill their buffer first. Therefore the output is buffered here, up to the size
 * of the container's buffer, and passed on when the buffer overflows or is flushed, when the declared length is reached,
 * or at the end, each time after the session was stored and its cookie set. From then on the response counts as
 * committed.
 *
 * <p>It is buffered only while the filter is on the stack, so that no output can get lost. In asynchronous processing,
 * and in a forward that bypasses the filter, output goes directly to the container's buffer: the session is stored
 * before the first byte, again before the buffer may overflow, and in between whenever the browser must receive a new id
 * or the end of the session. In that case the container decides when the response is committed.
 */
final class HeldResponse extends HttpServletResponseWrapper {
    private static final Logger LOG = LoggerFactory.getLogger(HeldResponse.class);

    private final RequestSession session;
    private final FailureAnswer failureAnswer;
    private final HeldBody body = new HeldBody();
    private volatile boolean asynchronous;
    private boolean holding;
    private boolean released;
    private int capacity;
    private long declaredLength;
    private long written;

    /** How many bytes, or characters, wait in the container's buffer. */
    private long passed;

    /** Whether the session has been stored because the container's buffer may overflow. */
    private boolean overflowing;

    HeldResponse(HttpServletResponse response, RequestSession session, FailureAnswer failureAnswer) {
        super(response);
        this.session = session;
        this.failureAnswer = failureAnswer;
    }

    /** The one a response consists of, if it has this session; else null. */
    static @Nullable HeldResponse within(HttpServletResponse response, RequestSession session) {
        ServletResponse each = response;
        while (each instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof HeldResponse found && found.session == session) {
                return found;
            }
            each = wrapper.getResponse();
        }
        return null;
    }

    /** The response below, which knows of no holding. */
    HttpServletResponse container() {
        return (HttpServletResponse) getResponse();
    }

    /** At the beginning of a dispatch that is not part of another. */
    void beginDispatch(DispatcherType type) {
        if (type != DispatcherType.FORWARD && type != DispatcherType.INCLUDE) {
            asynchronous = false;
        }
        holding = true;
        released = super.isCommitted();
        capacity = super.getBufferSize();
    }

    /** At the beginning of a forward, which takes back what was written before (Servlet 6.1 section 9.4). */
    void beginForward() {
        discard();
        holding = true;
    }

    /** At the end of a forward, which is the response's end, unless it goes on asynchronously. */
    void endForward() throws IOException {
        if (!asynchronous || !body.isEmpty()) {
            release();
        }
        holding = false;
    }

    /** At the end of a dispatch; if it goes on asynchronously, the end is elsewhere. */
    void endDispatch() throws IOException {
        if (!asynchronous) {
            end();
            session.close();
        } else if (!body.isEmpty()) {
            release();
        }
        holding = false;
    }

    /** At the end of a dispatch that has failed: the container answers it, so what was written is not sent. */
    void abandon() {
        holding = false;
        discard();
        session.store(container(), true);
        session.close();
    }

    /**
     * When asynchronous processing begins. From now on another thread may write while the filter's is on its way back, so
     * what is held goes to the container's buffer now.
     */
    void beginAsync() {
        asynchronous = true;
        try {
            if (!body.isEmpty()) {
                session.store(container(), false);
                handOver();
                passed = written;
                released = super.isCommitted();
            }
        } catch (IOException e) {
            LOG.debug("the browser did not wait for the answer", e);
        }
        holding = false;
    }

    /** When the container is about to answer in the application's place. */
    void storeBeforeAnswer() {
        try {
            session.store(container(), false);
        } catch (SessionException e) {
            session.giveUpStoring();
            LOG.error("the session of an asynchronous request that failed could not be stored", e);
        }
    }

    /** When asynchronous processing is over. */
    void completed() {
        endAsync();
        session.close();
    }

    /** When asynchronous processing ends; a failure is answered here, since it would reach nobody who could. */
    void endAsync() {
        try {
            end();
        } catch (SessionException e) {
            session.giveUpStoring();
            if (!failureAnswer.answer(e, container(), session::tell)) {
                LOG.error("the session of an asynchronous request could not be stored", e);
            }
        } catch (IOException e) {
            LOG.debug("the browser did not wait for the answer", e);
        }
    }

    /** Stores the session for the last time and hands over what is held. */
    void end() throws IOException {
        session.store(container(), true);
        handOver();
    }

    /** Stores the session and hands over what is held, unless that is done. */
    void release() throws IOException {
        if (!released) {
            session.store(container(), false);
            handOver();
        }
    }

    private void handOver() throws IOException {
        released = true;
        body.handOver();
    }

    /**
     * Before something goes past the holding: because it is too much, which ends the holding, or to the container's buffer.
     *
     * @param length bytes, or characters of at most three bytes each
     */
    void pass(int length) throws IOException {
        if (holding) {
            release();
        }
        if (released || super.isCommitted()) {
            return;
        }
        boolean mayLeave = length > HeldOutputStream.SLICE || 3 * (passed + length) > capacity;
        if (passed == 0 || (mayLeave && !overflowing) || session.hasNews()) {
            session.store(container(), false);
            overflowing = mayLeave;
        }
        passed += length;
    }

    private void discard() {
        written = 0;
        passed = 0;
        overflowing = false;
        body.discard();
    }

    /** Whether so much may be held altogether. */
    boolean mayHold(long size) {
        return holding && !released && size <= capacity;
    }

    /** How many bytes there will be to hold, if that was declared; else what is said to be usual. */
    int expected(int usual) {
        return declaredLength > 0 ? (int) Math.min(declaredLength, capacity) : usual;
    }

    /** At least so many bytes were written: a response that is complete is sent (Servlet 6.1 section 5.7). */
    void wrote(int bytes) throws IOException {
        written += bytes;
        if (declaredLength > 0 && written >= declaredLength) {
            release();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return body.stream(this, super.getOutputStream());
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return body.writer(this, super.getWriter());
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        guardCaching(name);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, value);
        guardCaching(name);
    }

    @Override
    public void setIntHeader(String name, int value) {
        super.setIntHeader(name, value);
        guardCaching(name);
    }

    @Override
    public void addIntHeader(String name, int value) {
        super.addIntHeader(name, value);
        guardCaching(name);
    }

    /** What the application says after the cookie was set counts as little as what it said before. */
    private void guardCaching(String name) {
        if (name != null && SharedCaches.isAboutCaching(name) && !super.isCommitted() && session.isTold()) {
            SharedCaches.forbid(container());
        }
    }

    @Override
    public void setContentLength(int length) {
        setContentLengthLong(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        declaredLength = length;
        super.setContentLengthLong(length);
    }

    @Override
    public void setBufferSize(int size) {
        requireNothing(!body.isEmpty(), "its buffer size can only be set before anything is written");
        super.setBufferSize(size);
        capacity = super.getBufferSize();
    }

    @Override
    public void flushBuffer() throws IOException {
        release();
        super.flushBuffer();
    }

    @Override
    public boolean isCommitted() {
        return released || super.isCommitted();
    }

    /**
     * Ends the holding too: a forward begins with this, and one that does not pass the filter may end in the container's
     * closing the response beneath this one.
     */
    @Override
    public void resetBuffer() {
        requireNothing(released, "the response is committed, so its buffer cannot be reset");
        super.resetBuffer();
        discard();
        holding = false;
    }

    @Override
    public void reset() {
        requireNothing(released, "the response is committed, so it cannot be reset");
        super.reset();
        discard();
        declaredLength = 0;
    }

    private static void requireNothing(boolean something, String message) {
        if (something) {
            throw new IllegalStateException(message);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        releaseWithoutBody();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        releaseWithoutBody();
        super.sendError(status, message);
    }

    private void releaseWithoutBody() throws IOException {
        if (!released) {
            session.store(container(), false);
            discard();
            released = true;
        }
    }

    /** Calls what Servlet 6.0 has too; so do the others call their like. */
    @Override
    public void sendRedirect(String location) throws IOException {
        releaseWithoutBody();
        super.sendRedirect(location);
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        releaseWithoutBody();
        super.sendRedirect(location, status);
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        releaseBody(clearBuffer);
        super.sendRedirect(location, clearBuffer);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        releaseBody(clearBuffer);
        super.sendRedirect(location, status, clearBuffer);
    }

    private void releaseBody(boolean cleared) throws IOException {
        if (cleared) {
            releaseWithoutBody();
        } else {
            release();
        }
    }

    /** The URL as it is: ids never stand in URLs. */
    @Override
    public String encodeURL(String url) {
        return url;
    }

    /** The URL as it is: ids never stand in URLs. */
    @Override
    public String encodeRedirectURL(String url) {
        return url;
    }
}
