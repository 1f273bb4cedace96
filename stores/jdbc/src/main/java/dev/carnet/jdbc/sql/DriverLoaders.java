package dev.carnet.jdbc.sql;

/** The class loaders that may have a JDBC driver: the application's, or Carnet's. */
public final class DriverLoaders {
    private DriverLoaders() {}

    /** The class loaders to ask, in this order. The context's may be null, which stands for the JDK's own. */
    public static ClassLoader[] all() {
        return new ClassLoader[] {Thread.currentThread().getContextClassLoader(), DriverLoaders.class.getClassLoader()};
    }
}
