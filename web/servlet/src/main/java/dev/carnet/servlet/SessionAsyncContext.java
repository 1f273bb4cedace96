package dev.carnet.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Asynchronous processing that stores the session before it completes. */
final class SessionAsyncContext implements AsyncContext {
    private final AsyncContext context;
    private final HeldResponse response;

    private SessionAsyncContext(AsyncContext context, HeldResponse response) {
        this.context = context;
        this.response = response;
    }

    /** Takes part in what has just been started. */
    static SessionAsyncContext begin(AsyncContext context, HeldResponse response) {
        context.addListener(new AtTheEnd(response));
        return new SessionAsyncContext(context, response);
    }

    @Override
    public void complete() {
        response.endAsync();
        context.complete();
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(new Relayed(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse supplied) {
        context.addListener(new Relayed(listener), request, supplied);
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse()
                || (context.getRequest() instanceof SessionRequest && context.getResponse() == response);
    }

    @Override
    public void dispatch() {
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext other, String path) {
        context.dispatch(other, path);
    }

    @Override
    public void start(Runnable work) {
        context.start(work);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        context.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }

    /**
     * Stores what is not stored yet: what was done after completing, or in a dispatch that did not pass the filter, or when
     * it was completed past this context.
     */
    private record AtTheEnd(HeldResponse response) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            response.endAsync();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** Shows an application's listener this context in place of the container's, so that it completes through here. */
    private final class Relayed implements AsyncListener {
        private final AsyncListener listener;

        Relayed(AsyncListener listener) {
            this.listener = listener;
        }

        private AsyncEvent here(AsyncEvent event) {
            return new AsyncEvent(
                    SessionAsyncContext.this,
                    event.getSuppliedRequest(),
                    event.getSuppliedResponse(),
                    event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            listener.onComplete(here(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            listener.onTimeout(here(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener.onError(here(event));
        }

        /** The new cycle's context, which is another one. */
        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            listener.onStartAsync(event);
        }
    }
}
