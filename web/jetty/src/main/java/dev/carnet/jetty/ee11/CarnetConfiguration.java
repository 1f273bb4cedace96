package dev.carnet.jetty.ee11;

import dev.carnet.jetty.HandlerSettings;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;

/**
 * Gives each web application of Jakarta EE 11 a {@link CarnetSessionHandler} before it starts, if the server's attribute
 * {@value #CONFIG} names a {@code carnet.yml}. Jetty's module {@code ee11-carnet} sets this attribute. An application keeps a
 * session handler that is not Jetty's default one.
 */
public final class CarnetConfiguration extends AbstractConfiguration {
    /** The server attribute that names the configuration file. */
    public static final String CONFIG = "dev.carnet.config";

    public CarnetConfiguration() {
        super(new Builder());
    }

    @Override
    public void preConfigure(WebAppContext context) {
        SessionHandler usual = context.getSessionHandler();
        if (context.getServer().getAttribute(CONFIG) instanceof String file
                && usual.getClass() == SessionHandler.class) {
            CarnetSessionHandler sessions = new CarnetSessionHandler();
            sessions.setConfig(file);
            HandlerSettings.copy(usual, sessions);
            context.setSessionHandler(sessions);
        }
    }
}
