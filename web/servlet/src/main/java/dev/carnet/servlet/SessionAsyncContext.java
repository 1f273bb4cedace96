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
    private final boolean original;

    private SessionAsyncContext(AsyncContext context, HeldResponse response, boolean original) {
        this.context = context;
        this.response = response;
        this.original = original;
    }

    /**
     * Takes part in what has just been started.
     *
     * @param original whether it goes on with the filter's own request and response
     */
    static SessionAsyncContext begin(AsyncContext context, HeldResponse response, boolean original) {
        context.addListener(new AtTheEnd(response));
        return new SessionAsyncContext(context, response, original);
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

    /** Known from the beginning: Tomcat asks after a dispatch, when its context answers nothing more. */
    @Override
    public boolean hasOriginalRequestAndResponse() {
        return original || context.hasOriginalRequestAndResponse();
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
     * it was completed past this context. After a timeout or an error the container may answer at once: then is the last
     * time that the browser can be told of a new session.
     */
    private record AtTheEnd(HeldResponse response) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            response.completed();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            response.storeBeforeAnswer();
        }

        @Override
        public void onError(AsyncEvent event) {
            response.storeBeforeAnswer();
        }

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
            response.storeBeforeAnswer();
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener.onError(here(event));
            response.storeBeforeAnswer();
        }

        /** The new cycle's context, which is another one. */
        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            listener.onStartAsync(event);
        }
    }
}
