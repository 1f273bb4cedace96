package dev.carnet.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A driver's connection that calls itself valid without asking the database, and keeps its statements. What is asked of it at
 * each request goes past this class: a statement is prepared once.
 */
final class DriverConnection implements InvocationHandler {
    private final Connection connection;
    private final KeptStatements statements;

    private DriverConnection(Connection connection) {
        this.connection = connection;
        this.statements = new KeptStatements(connection);
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                DriverConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class, KeptStatements.Keeper.class},
                new DriverConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == KeptStatements.Keeper.class) {
            return statements;
        }
        if (method.getName().equals("isValid")) {
            return !connection.isClosed();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
