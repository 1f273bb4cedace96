package dev.carnet.jdbc.sql;

/** Where a JDBC driver may be: with the application, or with Carnet. */
public final class DriverLoaders {
    private DriverLoaders() {}

    /** The class loaders to ask, in this order. The context's may be null, which stands for the JDK's own. */
    public static ClassLoader[] all() {
        return new ClassLoader[] {Thread.currentThread().getContextClassLoader(), DriverLoaders.class.getClassLoader()};
    }
}
