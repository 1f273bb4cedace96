package dev.carnet.web;

/**
 * The class loader with which a container reads an application's configuration: Carnet and its services come from the
 * container, classes that sessions may hold from the application. Were services looked for in the application, one that
 * brings Carnet along itself could not be deployed.
 */
public final class ApplicationClasses extends ClassLoader {
    private final ClassLoader application;

    static {
        registerAsParallelCapable();
    }

    /**
     * @param container the loader of the container's Carnet
     * @param application the loader of the application's classes
     */
    public ApplicationClasses(ClassLoader container, ClassLoader application) {
        super("carnet-application", container);
        this.application = application;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return application.loadClass(name);
    }
}
