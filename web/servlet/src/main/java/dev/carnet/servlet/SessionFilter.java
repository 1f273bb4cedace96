package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.StoreFailurePolicy;
import dev.carnet.config.WebOptions;
import dev.carnet.error.SessionException;
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
 * Puts Carnet's sessions behind {@code request.getSession()}. Map it to {@code /*}, before every filter that uses sessions,
 * with {@code asyncSupported} and for all dispatcher types, so that error pages and asynchronous dispatches see the same
 * session. {@link #register} does that and opens the engine, {@link Builder#register} does it with an engine that is there.
 *
 * <p>A request that does not ask for its session costs the store nothing, so static files need no exception; nor does it
 * count as an access. One that asks costs one read. A new session is stored, and its cookie sent, once something was put
 * into it; a visitor who only reads leaves no trace.
 *
 * <p>What changed is stored before the first byte of the response leaves, and what changes later before the request ends.
 * To that end the response's beginning, as much as the container's own buffer holds, waits in this filter until the session
 * is stored. From then on a session that was not asked for before, or a new id, cannot be told to the browser any more and is
 * refused with {@link IllegalStateException}; one that was asked for may still be filled, since its id has gone out with the
 * response. In asynchronous processing nothing waits in the filter: the session is stored before the first byte goes to the
 * container's buffer, and again before that may overflow.
 *
 * <p>A store that does not answer is no logout: the request gets 503 with Retry-After, its cookie stays as it is. So does one
 * whose write was carried out but not confirmed by as many replicas as wanted; a new id, which is the valid one then, goes
 * out with that answer. A session
 * that somebody else ended or renamed while a request was under way with it stays so: what that request changed is dropped
 * (the engine tells its listeners), its response goes out without a Set-Cookie.
 *
 * <p>A session belongs to whoever has its cookie. Who that is, the application says when it has authenticated somebody:
 * {@link #logIn}.
 *
 * <p>{@code request.login} and {@code getRemoteUser} stay the container's. Two web applications with the same store and one
 * cookie name that was chosen for both share their sessions; by default the names differ.
 *
 * <p>Thread-safe. The engine stays the caller's to close, unless {@link #register} has opened it.
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

    /** A filter without listeners. */
    public SessionFilter(SessionEngine engine, SessionIdResolver resolver) {
        this(builder(engine, resolver));
    }

    private SessionFilter(Builder builder) {
        engine = builder.engine;
        ownsEngine = builder.ownsEngine;
        resolver = builder.resolver;
        clearSiteData = builder.clearSiteData;
        listeners = List.copyOf(builder.listeners);
        observers = List.copyOf(builder.observers);
        stateless = builder.onStoreFailure == StoreFailurePolicy.STATELESS;
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

    public static Builder builder(SessionEngine engine, SessionIdResolver resolver) {
        return new Builder(engine, resolver);
    }

    /** A filter as a configuration describes it: ids in a cookie or a header, what a failure of the store means. */
    public static Builder builder(SessionEngine engine, CarnetConfig config) {
        String header = config.web().idHeader();
        return builder(
                        engine,
                        header == null
                                ? new CookieSessionIdResolver(config.cookie())
                                : new HeaderSessionIdResolver(header))
                .onStoreFailure(config.web().onStoreFailure())
                .clearSiteData(config.web().clearSiteData());
    }

    /**
     * Makes a request's session the session of a user who has just been authenticated: a new one if there is none, under a new
     * id, stored at once.
     *
     * @param principal the user's name
     * @throws dev.carnet.error.SessionLimitException if the user has as many sessions as allowed, and one more is refused
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
     * The session behind a request: typed values, principal, end of life. What is put into it directly is not told to
     * servlet listeners.
     *
     * @return empty if there is none, or if no filter was asked
     */
    public static Optional<Session> session(ServletRequest request) {
        return RequestSession.of(request).map(each -> each.session(false)).map(HttpSessionAdapter::session);
    }

    /**
     * The session behind a request, a new one if there is none.
     *
     * @throws IllegalStateException if a new one would come too late, or if the filter is not mapped to this request
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
        sessions = clearSiteData.isEmpty() ? taken : taken.clearing(clearSiteData);
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

    /** Whether the failure has been answered here; else it is the container's to answer. */
    private boolean isAnswered(Throwable failure, RequestSession session, HeldResponse held) {
        boolean outage = FailureAnswer.isOutage(failure);
        if (outage || failure instanceof SessionException) {
            session.giveUpStoring();
            if (outage && failureAnswer.unavailable(held.container(), session::tell)) {
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
        private final SessionIdResolver resolver;
        private final List<EventListener> listeners = new ArrayList<>();
        private final List<SessionAttributeObserver> observers = new ArrayList<>();
        private boolean ownsEngine;
        private Duration retryAfter = Duration.ofSeconds(5);
        private StoreFailurePolicy onStoreFailure = StoreFailurePolicy.UNAVAILABLE;

        private List<String> clearSiteData = List.of();

        private Builder(SessionEngine engine, SessionIdResolver resolver) {
            this.engine = engine;
            this.resolver = resolver;
        }

        /**
         * Adds an {@code HttpSessionListener}, {@code HttpSessionAttributeListener} or {@code HttpSessionIdListener}, or one
         * object that is several of them. Those registered with the container are told too, as far as they can be found
         * (Tomcat, Jetty, Undertow), unless one of the same class is added here; values that implement {@code HttpSessionBindingListener} or {@code
         * HttpSessionActivationListener} need no registration.
         *
         * <p>{@code sessionCreated} is told when a new session is asked for, even if nothing is put into it then, {@code
         * sessionDestroyed} when one is invalidated. What becomes of stored sessions, those that expire or are ended elsewhere
         * included, is told to the engine's {@link dev.carnet.event.SessionListener}.
         *
         * @throws IllegalArgumentException if it is none of them
         */
        public Builder listener(EventListener value) {
            SessionListeners.requireSupported(value);
            listeners.add(value);
            return this;
        }

        /** Adds somebody who is told what is set and removed, with the session behind it. */
        public Builder observer(SessionAttributeObserver value) {
            observers.add(value);
            return this;
        }

        /** What the Retry-After header says when the store does not answer, at least a second; default 5 seconds. */
        public Builder retryAfter(Duration value) {
            if (value.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("Retry-After is at least a second, not " + value);
            }
            retryAfter = value;
            return this;
        }

        /** Default is {@link StoreFailurePolicy#UNAVAILABLE}. */
        public Builder onStoreFailure(StoreFailurePolicy value) {
            onStoreFailure = value;
            return this;
        }

        /**
         * What a browser is told to forget when a session ends, such as {@code cache} and {@code storage}; default is nothing but
         * the cookie. See {@link WebOptions#clearSiteData}.
         */
        public Builder clearSiteData(List<String> directives) {
            clearSiteData = new WebOptions(null, onStoreFailure, directives).clearSiteData();
            return this;
        }

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
