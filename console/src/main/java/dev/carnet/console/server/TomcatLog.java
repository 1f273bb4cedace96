package dev.carnet.console.server;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Has Tomcat log through SLF4J, from warnings on. Leaves the rest of {@code java.util.logging} alone. */
final class TomcatLog {
    /** Kept: {@code java.util.logging} forgets the settings of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    static {
        TOMCAT.setLevel(Level.WARNING);
        TOMCAT.setUseParentHandlers(false);
        TOMCAT.addHandler(new SLF4JBridgeHandler());
    }

    private TomcatLog() {}

    /** Does so from now on, once for all. */
    static void throughSlf4j() {
        // the class has been initialised: that is all
    }
}
