package dev.carnet.jdbc.connection;

import dev.carnet.jdbc.sql.KeptStatements;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A driver's connection that records when it was last known to be alive, and caches its prepared statements. */
final class DriverConnection implements InvocationHandler {
    private final Connection connection;
    private final DriverConnections origin;
    private final KeptStatements statements;
    private volatile long knownNanos = System.nanoTime();

    private DriverConnection(Connection connection, DriverConnections origin) {
        this.connection = connection;
        this.origin = origin;
        this.statements = new KeptStatements(connection);
    }

    static Connection of(Connection connection, DriverConnections origin) {
        return (Connection) Proxy.newProxyInstance(
                DriverConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class, KeptStatements.Keeper.class},
                new DriverConnection(connection, origin));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == KeptStatements.Keeper.class) {
            return statements;
        }
        if (arguments != null && method.getName().equals("isValid")) {
            return isValid((int) arguments[0]);
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isValid(int timeoutSeconds) throws SQLException {
        long now = System.nanoTime();
        boolean isAlive = origin.isAlive(connection, knownNanos, timeoutSeconds);
        if (isAlive) {
            knownNanos = now;
        }
        return isAlive;
    }
}
