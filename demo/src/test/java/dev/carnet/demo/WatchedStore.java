package dev.carnet.demo;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a test cut a store off, and wait until it is asked for a session. */
final class WatchedStore {
    private final SessionStore watched;
    private final Semaphore finds = new Semaphore(0);
    private final AtomicInteger creations = new AtomicInteger();
    private volatile @Nullable Supplier<RuntimeException> fault;

    WatchedStore(SessionStore watched) {
        this.watched = watched;
    }

    SessionStore store() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        Supplier<RuntimeException> thrown = fault;
        if (thrown != null
                && !method.getName().equals("traits")
                && !method.getName().equals("close")) {
            throw thrown.get();
        }
        if (method.getName().equals("create")) {
            creations.incrementAndGet();
        }
        try {
            return method.invoke(watched, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (method.getName().equals("find")) {
                finds.release();
            }
        }
    }

    void cutOff() {
        fault = () -> new SessionStoreException("the store is cut off", null);
    }

    void fail(RuntimeException with) {
        fault = () -> with;
    }

    /** How many sessions it has been given. */
    int creations() {
        return creations.get();
    }

    void forgetFinds() {
        finds.drainPermits();
    }

    void awaitFind() throws InterruptedException {
        if (!finds.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody asked the store for a session");
        }
    }
}
