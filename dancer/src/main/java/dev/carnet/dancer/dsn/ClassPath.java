package dev.carnet.dancer.dsn;

import java.util.Arrays;

/** What the application has brought. */
final class ClassPath {
    private ClassPath() {}

    static boolean has(String className) {
        return Arrays.asList(Thread.currentThread().getContextClassLoader(), ClassPath.class.getClassLoader()).stream()
                .anyMatch(loader -> has(className, loader));
    }

    private static boolean has(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
