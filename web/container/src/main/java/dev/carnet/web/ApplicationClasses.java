package dev.carnet.web;

/**
 * The class loader with which a container reads an application's configuration: Carnet and its services come from the
 * container, classes that sessions may hold from the application. Were services looked for in the application, one that
 * brings Carnet along itself could not be deployed.
 */
final class ApplicationClasses extends ClassLoader {
    private static final String CARNET = "dev.carnet.";

    private final ClassLoader application;

    static {
        registerAsParallelCapable();
    }

    /**
     * @param container the loader of the container's Carnet
     * @param application the loader of the application's classes
     */
    ApplicationClasses(ClassLoader container, ClassLoader application) {
        super("carnet-application", container);
        this.application = application;
    }

    /** An application's class before one of the same name that the container has too, as the application sees it. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(CARNET) ? super.loadClass(name, resolve) : application.loadClass(name);
    }
}
