package dev.carnet.web;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.StoreFailurePolicy;
import dev.carnet.config.WebOptions;
import dev.carnet.error.ConfigurationException;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one web application inside its container: an engine of its own, in a scope of its own. A session is stored
 * although it is empty, as containers keep theirs. Thread-safe.
 */
public final class ApplicationSessions implements AutoCloseable {
    private static final int LONGEST_SCOPE = 64;

    private final SessionEngine engine;
    private final StoreFailurePolicy onStoreFailure;
    private final Optional<ClearSiteData> clearSiteData;

    private ApplicationSessions(SessionEngine engine, WebOptions web) {
        this.engine = engine;
        this.onStoreFailure = web.onStoreFailure();
        this.clearSiteData = ClearSiteData.of(web.clearSiteData());
    }

    /**
     * Reads a configuration whose allowed classes are an application's.
     *
     * @param application loads them
     */
    public static CarnetConfig read(ClassLoader application, Supplier<CarnetConfig> reader) {
        ClassLoader own = ApplicationSessions.class.getClassLoader();
        return with(new ApplicationClasses(own, application), reader);
    }

    /**
     * Opens an application's sessions. Threads that the store begins belong to the container, not to the application.
     *
     * @param scope the application's name among those that share the store, see {@link #scope}; null shares its sessions with
     *     all of them
     * @param options changes what the configuration says, such as the idle timeout for the application's own
     * @param more more to tell the engine, such as listeners
     * @throws ConfigurationException if the settings do not fit together
     * @throws dev.carnet.error.SessionStoreException if the store cannot be reached or is not set up
     */
    public static ApplicationSessions open(
            CarnetConfig config,
            @Nullable String scope,
            UnaryOperator<SessionOptions.Builder> options,
            Consumer<SessionEngine.Builder> more) {
        SessionOptions chosen = options(config, scope, options);
        return with(ApplicationSessions.class.getClassLoader(), () -> {
            SessionEngine engine = config.open(builder -> {
                builder.options(chosen);
                more.accept(builder);
            });
            return new ApplicationSessions(engine, config.web());
        });
    }

    private static SessionOptions options(
            CarnetConfig config, @Nullable String scope, UnaryOperator<SessionOptions.Builder> options) {
        try {
            return options.apply(config.options().toBuilder().scope(scope).storeEmpty(true))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the application's sessions cannot have the scope '" + scope + "': "
                    + e.getMessage() + ". Use another name, or an empty scope to share the store's sessions");
        }
    }

    /**
     * The scope of an application where nobody names one: the host if it is not the container's default, and the application's
     * name with its version; behind the scope that the configuration names, if it names one.
     *
     * @param host null for the default one
     * @param application its name, such as {@code shop} or {@code shop##2}
     */
    public static String scope(CarnetConfig config, @Nullable String host, String application) {
        String configured = config.options().scope();
        String scope = (configured == null ? "" : configured + "/") + (host == null ? "" : host + "/") + application;
        if (scope.length() > LONGEST_SCOPE) {
            throw new ConfigurationException(
                    "the scope of the application's sessions would be '" + scope + "', which is " + scope.length()
                            + " characters; the limit is " + LONGEST_SCOPE + ". Set a shorter one: scope");
        }
        return scope;
    }

    /** Does something with a class loader as the thread's. */
    private static <T> T with(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The idle timeout of an application that names one itself: the application's if the configuration has Carnet's default,
     * else the configuration's.
     *
     * @param applications what {@code <session-timeout>} says; zero or less is for ever
     */
    public static @Nullable Duration idleTimeout(CarnetConfig config, Duration applications) {
        Duration configured = config.options().maxIdle();
        if (!Objects.equals(configured, SessionOptions.DEFAULTS.maxIdle())) {
            return configured;
        }
        return applications.isNegative() || applications.isZero() ? null : applications;
    }

    public SessionEngine engine() {
        return engine;
    }

    /** Whether a request goes on without its session when the store fails. */
    public boolean isStateless() {
        return onStoreFailure == StoreFailurePolicy.STATELESS;
    }

    /** What else the browser is to forget of the site when a session ends; empty if nothing. */
    public Optional<ClearSiteData> clearSiteData() {
        return clearSiteData;
    }

    /** Closes the engine and its store. Sessions stay as they are stored. */
    @Override
    public void close() {
        engine.close();
    }
}
