package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what two browsers do that change one session at once: both read it before either writes, and each sets what the other
 * does not know of. A session that is stored as a whole loses one of the two changes.
 */
final class AtOnce implements Handler {
    static final List<String> BROWSERS = List.of("first browser", "second browser");

    private static final int WAIT_SECONDS = 10;
    private static final int LONGEST_VALUE = 100;

    private final SessionEngine engine;

    AtOnce(SessionEngine engine) {
        this.engine = engine;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String value = Form.of(request).line("value", LONGEST_VALUE);
        SessionId id = stored(SessionFilter.requireSession(request));
        CyclicBarrier bothHaveRead = new CyclicBarrier(BROWSERS.size());
        CompletableFuture<?>[] changes = BROWSERS.stream()
                .map(each -> CompletableFuture.runAsync(() -> change(id, each, value, bothHaveRead)))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(changes).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        HomePage.redirect(response);
    }

    private SessionId stored(Session session) {
        if (!session.isStored()) {
            BROWSERS.forEach(each -> session.put(each, "nothing yet"));
            engine.flush(session);
        }
        return session.id();
    }

    private void change(SessionId id, String browser, String value, CyclicBarrier bothHaveRead) {
        Session copy = engine.retrieve(id)
                .orElseThrow(() -> new RefusedException(409, "The session has ended in the" + " meantime."));
        try {
            bothHaveRead.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new RefusedException(503, "The other browser did not come; nothing was set.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(503, "The server is stopping; nothing was set.");
        }
        copy.put(browser, value);
        engine.flush(copy);
    }
}
