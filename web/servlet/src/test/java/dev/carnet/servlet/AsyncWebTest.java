package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What tests of requests that are answered after their page has returned have in common. */
abstract class AsyncWebTest extends WebTest {
    /** Opens once a request has been completed and its listeners told. */
    private final CountDownLatch completed = new CountDownLatch(1);

    final void onAnotherThread(AsyncContext context, WebApp.Page work) {
        context.start(() -> {
            try {
                work.answer((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    final void awaitCompletion() throws InterruptedException {
        assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    class Completion implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            completed.countDown();
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
