package dev.carnet.servlet;

import jakarta.servlet.ServletContainerInitializer;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** CDI; a class of its own, for it brings Servlet 6.1 along and is not on the class path of containers of 6.0. */
final class Weld {
    private Weld() {}

    static ServletContainerInitializer initializer() {
        return new EnhancedListener();
    }
}
