package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions;
import dev.carnet.config.StoreFailurePolicy;
import dev.carnet.config.WebOptions;
import dev.carnet.error.SessionException;
import dev.carnet.web.ClearSiteData;
import dev.carnet.web.FailureAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes {@code request.getSession()} return Carnet's sessions. Map it to {@code /*}, before every filter that uses
 * sessions, with {@code asyncSupported} and for all dispatcher types, so that error pages and asynchronous dispatches
 * have the same session. {@link #register} does that and opens the engine; {@link Builder#register} does it with an
 * existing engine.
 *
 * <p>A request that does not use its session does not access the store, so static files need no exception; nor does it
 * count as an access of the session. A request that uses its session costs one read. A new session is stored, and its
 * cookie sent, when something is put into it.
 *
 * <p>Changes are stored before the first byte of the response is sent, and later changes before the request ends. For
 * this, the filter buffers the beginning of the response, up to the size of the container's own buffer, until the
 * session is stored. After that, the browser can no longer receive a new session or a new id, so these are refused with
 * {@link IllegalStateException}; a session that was requested before may still be filled, because its id was sent with
 * the response. In asynchronous processing the filter does not buffer: the session is stored before the first byte goes
 * to the container's buffer, and again before that may overflow.
 *
 * <p>If the store does not answer, the request gets 503 with Retry-After, and its cookie stays unchanged. The same
 * applies to a write that was carried out but not confirmed by enough replicas; a new id, which is then the valid one,
 * is sent with that response. If a session is ended or renamed elsewhere while a request uses it, the changes of that
 * request are dropped (the engine's listeners are called), and its response has no Set-Cookie.
 *
 * <p>After it has authenticated a user, the application assigns the session to that user with {@link #logIn}.
 *
 * <p>{@code request.login} and {@code getRemoteUser} remain those of the container. Two web applications with the same
 * store and the same configured cookie name share their sessions; by default the names differ.
 *
 * <p>Thread-safe. The caller must close the engine, unless {@link #register} has opened it.
 */
public final class SessionFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

    private final SessionEngine engine;
    private final boolean ownsEngine;
    private final SessionIdResolver resolver;
    private final List<String> clearSiteData;
    private final List<EventListener> listeners;
    private final List<SessionAttributeObserver> observers;
    private final boolean stateless;
    private final FailureAnswer failureAnswer;
    private @Nullable WebSessions sessions;
    private @Nullable String attribute;

    private SessionFilter(Builder builder) {
        engine = builder.engine;
        ownsEngine = builder.ownsEngine;
        resolver = builder.idResolver();
        clearSiteData = builder.web.clearSiteData();
        listeners = List.copyOf(builder.listeners);
        observers = List.copyOf(builder.observers);
        stateless = builder.web.onStoreFailure() == StoreFailurePolicy.STATELESS;
        failureAnswer = new FailureAnswer(builder.retryAfter);
    }

    /**
     * Opens the engine that a configuration describes, and puts its sessions before everything in an application, as {@link
     * Builder#register} does. The engine is closed when the application stops.
     *
     * @throws dev.carnet.error.ConfigurationException if the settings do not fit together
     * @throws dev.carnet.error.SessionStoreException if the store cannot be reached or is not set up
     * @throws IllegalStateException if the application has started already, or has a filter named {@code carnet}
     */
    public static void register(ServletContext context, CarnetConfig config) {
        SessionEngine engine = config.open();
        try {
            Builder builder = builder(engine, config);
            builder.ownsEngine = true;
            builder.register(context);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** A filter with the defaults of a configuration that says nothing: {@link CookieOptions#DEFAULTS}, {@link WebOptions#DEFAULTS}. */
    public static Builder builder(SessionEngine engine) {
        return new Builder(engine);
    }

    /**
     * A builder for a filter with the web settings of a configuration: ids in a cookie or a header, and the handling of
     * store failures.
     */
    public static Builder builder(SessionEngine engine, CarnetConfig config) {
        return builder(engine).cookie(config.cookie()).web(config.web());
    }

    /**
     * Assigns a request's session to a user who has just been authenticated, creating one if there is none, gives it a
     * new id and stores it.
     *
     * @param principal the user's name
     * @throws dev.carnet.error.SessionLimitException if the user has the maximum number of sessions, and another one is
     *     refused
     * @throws IllegalStateException if the response is committed, or if the filter is not mapped to this request
     */
    public static Session logIn(HttpServletRequest request, String principal) {
        return RequestSession.of(request).orElseThrow(SessionFilter::notMapped).logIn(principal);
    }

    private static IllegalStateException notMapped() {
        return new IllegalStateException(
                "this request has not passed through the SessionFilter; map the filter to /* for all dispatcher"
                        + " types, before everything that uses sessions");
    }

    /**
     * Carnet's session of a request, with typed values and principal. Servlet listeners are not told of attributes that
     * are put into it directly.
     *
     * @return empty if there is none, or if the filter is not mapped to this request
     */
    public static Optional<Session> session(ServletRequest request) {
        return RequestSession.of(request).map(each -> each.session(false)).map(HttpSessionAdapter::session);
    }

    /**
     * Carnet's session of a request; creates one if there is none.
     *
     * @throws IllegalStateException if the response is committed and there is no session, or if the filter is not mapped
     *     to this request
     */
    public static Session requireSession(HttpServletRequest request) {
        return RequestSession.of(request)
                .map(each -> each.session(true))
                .map(HttpSessionAdapter::session)
                .orElseThrow(SessionFilter::notMapped);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletApi.requireSupported(config.getServletContext());
        ServletContext context = config.getServletContext();
        attribute = RequestSession.attribute(context);
        WebSessions taken = Takeover.of(context, engine.options()).apply(sessions(context));
        sessions = ClearSiteData.of(clearSiteData).map(taken::clearing).orElse(taken);
    }

    @Override
    public void destroy() {
        if (ownsEngine) {
            engine.close();
        }
    }

    private WebSessions sessions(ServletContext context) {
        return new WebSessions(engine, resolver, new SessionListeners(listeners, observers), context, stateless, null);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            RequestSession session = sessionBehind(asked);
            if (session.enter()) {
                try {
                    dispatch(session, asked, answer, chain);
                } finally {
                    session.leave();
                }
            } else if (asked.getDispatcherType() == DispatcherType.FORWARD) {
                forward(session, request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void forward(
            RequestSession session, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeldResponse held = session.response();
        held.beginForward();
        chain.doFilter(request, response);
        held.endForward();
    }

    private RequestSession sessionBehind(HttpServletRequest request) {
        WebSessions here = sessions == null ? sessions(request.getServletContext()) : sessions;
        String name = attribute == null ? RequestSession.attribute(here.context()) : attribute;
        RequestSession known = RequestSession.in(request, name);
        return known == null ? new RequestSession(here, request, name) : known;
    }

    private void dispatch(
            RequestSession session, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeldResponse known = HeldResponse.within(response, session);
        HeldResponse held = known == null ? new HeldResponse(response, session, failureAnswer) : known;
        session.answersWith(held);
        held.beginDispatch(request.getDispatcherType());
        try {
            chain.doFilter(SessionRequest.with(session, request), known == null ? held : response);
            held.endDispatch();
        } catch (IOException | ServletException | RuntimeException | Error e) {
            if (!isAnswered(e, session, held)) {
                throw e;
            }
        }
    }

    /** Whether the failure has been answered here; otherwise the container answers it. */
    private boolean isAnswered(Throwable failure, RequestSession session, HeldResponse held) {
        boolean outage = FailureAnswer.isOutage(failure);
        if (outage || failure instanceof SessionException || FailureAnswer.isLimit(failure)) {
            session.giveUpStoring();
            if ((outage || FailureAnswer.isLimit(failure))
                    && failureAnswer.answer(failure, held.container(), session::tell)) {
                return true;
            }
            if (outage) {
                LOG.error("the store failed after the response was committed: the response is aborted", failure);
            }
            return false;
        }
        try {
            held.abandon();
        } catch (SessionException e) {
            session.giveUpStoring();
            failure.addSuppressed(e);
        }
        return false;
    }

    /** Not thread-safe. */
    public static final class Builder {
        private static final String NAME = "carnet";

        private final SessionEngine engine;
        private final List<EventListener> listeners = new ArrayList<>();
        private final List<SessionAttributeObserver> observers = new ArrayList<>();
        private boolean ownsEngine;
        private CookieOptions cookie = CookieOptions.DEFAULTS;
        private WebOptions web = WebOptions.DEFAULTS;
        private @Nullable SessionIdResolver resolver;
        private Duration retryAfter = Duration.ofSeconds(5);

        private Builder(SessionEngine engine) {
            this.engine = engine;
        }

        /** The cookie that carries ids, where neither a {@link #resolver} nor {@link WebOptions#idHeader()} does. */
        public Builder cookie(CookieOptions value) {
            cookie = value;
            return this;
        }

        /** Everything else that a configuration says of the web layer; replaces what was said before. */
        public Builder web(WebOptions value) {
            web = value;
            return this;
        }

        /** What carries ids in place of the cookie, and of a header that {@link WebOptions} name. */
        public Builder resolver(SessionIdResolver value) {
            resolver = value;
            return this;
        }

        private SessionIdResolver idResolver() {
            if (resolver != null) {
                return resolver;
            }
            String header = web.idHeader();
            return header == null ? new CookieSessionIdResolver(cookie) : new HeaderSessionIdResolver(header);
        }

        /**
         * Adds an {@code HttpSessionListener}, {@code HttpSessionAttributeListener} or {@code HttpSessionIdListener}, or
         * an object that is several of them. Listeners registered with the container are called too, if they can be
         * found (on Tomcat, Jetty, Undertow), unless one of the same class is added here; values that implement
         * {@code HttpSessionBindingListener} or {@code HttpSessionActivationListener} need no registration.
         *
         * <p>{@code sessionCreated} is called when a new session is requested, even if nothing is put into it,
         * {@code sessionDestroyed} when one is invalidated. The engine's {@link dev.carnet.event.SessionListener}
         * receives the events of stored sessions, including those that expire or are ended elsewhere.
         *
         * @throws IllegalArgumentException if it is none of them
         */
        public Builder listener(EventListener value) {
            SessionListeners.requireSupported(value);
            listeners.add(value);
            return this;
        }

        /** Adds an observer of attributes that are set and removed. */
        public Builder observer(SessionAttributeObserver value) {
            observers.add(value);
            return this;
        }

        /** The value of the Retry-After header if the store does not answer, at least one second; default 5 seconds. */
        public Builder retryAfter(Duration value) {
            if (value.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("Retry-After is at least a second, not " + value);
            }
            retryAfter = value;
            return this;
        }

        /** Default is {@link StoreFailurePolicy#UNAVAILABLE}. */
        public Builder onStoreFailure(StoreFailurePolicy value) {
            return web(new WebOptions(web.idHeader(), value, web.clearSiteData()));
        }

        /**
         * What the browser deletes when a session ends, such as {@code cache} and {@code storage}; default is only the
         * cookie. See {@link WebOptions#clearSiteData}.
         */
        public Builder clearSiteData(List<String> directives) {
            return web(new WebOptions(web.idHeader(), web.onStoreFailure(), directives));
        }

        /**
         * The filter.
         *
         * @throws IllegalArgumentException if the cookie is longer than browsers take; see {@link CookieSessionIdResolver}
         */
        public SessionFilter build() {
            return new SessionFilter(this);
        }

        /**
         * Builds the filter and maps it to every request of an application, before the filters that are declared there: for all
         * dispatcher types, asynchronous requests included. To be called while the application starts, as by a {@code
         * ServletContextListener}.
         *
         * @return the registration, under the name {@code carnet}
         * @throws IllegalStateException if the application has started already, or has a filter of that name
         */
        public FilterRegistration.Dynamic register(ServletContext context) {
            FilterRegistration.Dynamic registration = context.addFilter(NAME, build());
            if (registration == null) {
                throw new IllegalStateException("the application " + context.getContextPath() + " has a filter named "
                        + NAME + " already; register one, or map a second one under another name");
            }
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
            return registration;
        }
    }
}
