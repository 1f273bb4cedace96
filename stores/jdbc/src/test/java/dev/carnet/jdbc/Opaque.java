package dev.carnet.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Stands before a data source and lets nobody look behind its connections. */
final class Opaque {
    private Opaque() {}

    static DataSource of(DataSource dataSource) {
        return proxy(DataSource.class, dataSource);
    }

    private static <T> T proxy(Class<T> type, Object behind) {
        return type.cast(Proxy.newProxyInstance(
                Opaque.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    if (method.getName().equals("unwrap")) {
                        if (((Class<?>) args[0]).isInstance(self)) {
                            return self;
                        }
                        throw new SQLException("nothing to see");
                    }
                    try {
                        Object result = method.invoke(behind, args);
                        return result instanceof Connection ? proxy(Connection.class, result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
