package dev.carnet.testservers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Stands before a real data source and notes what travels to the database: statements, transactions, pings. */
public class Wire {
    /** Called before something travels; what it throws is the answer. */
    @FunctionalInterface
    public interface Tap {
        void on(String what) throws SQLException;
    }

    private static final Set<String> TRAVELLING = Set.of("setAutoCommit", "commit", "rollback", "isValid");

    private final DataSource dataSource;
    private final List<String> travelled = new CopyOnWriteArrayList<>();
    private volatile Tap tap = what -> {};

    public Wire(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Connections over this wire. */
    public DataSource dataSource() {
        return proxy(DataSource.class, (method, args) -> {
            Object result = method.invoke(dataSource, args);
            return result instanceof Connection connection ? connection(opened(connection)) : result;
        });
    }

    /** What has travelled since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(travelled);
        travelled.clear();
        return taken;
    }

    /** Lets something happen before whatever travels from now on. */
    public void tap(Tap value) {
        tap = value;
    }

    /**
     * What becomes of a new connection before it is lent.
     *
     * @throws SQLException for a test that wants it
     */
    protected Connection opened(Connection connection) throws SQLException {
        return connection;
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, args) -> {
            if (TRAVELLING.contains(method.getName())) {
                travel(method.getName());
            }
            Object result = method.invoke(connection, args);
            if (result instanceof PreparedStatement statement) {
                return statement(statement, (String) args[0]);
            }
            return result instanceof Statement statement ? statement(statement) : result;
        });
    }

    private Statement statement(Statement statement) {
        return proxy(Statement.class, (method, args) -> {
            if (method.getName().startsWith("execute")) {
                travel((String) args[0]);
            }
            return method.invoke(statement, args);
        });
    }

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("execute")) {
                travel(sql);
            }
            return method.invoke(statement, args);
        });
    }

    private void travel(String what) throws SQLException {
        travelled.add(what);
        tap.on(what);
    }

    private interface Call {
        Object on(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Wire.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    try {
                        return call.on(method, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
