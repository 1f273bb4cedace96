package dev.carnet.tomcat;

import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.SingleSignOn;
import org.jspecify.annotations.Nullable;

/** Detects, at deployment, login settings of the container that Carnet does not support. */
final class FormLogin {
    static final String NO_CACHE =
            "FORM login with cache=\"false\" keeps the user's password in the session, which Carnet"
                    + " refuses; remove cache=\"false\" from the authenticator's <Valve>";

    private FormLogin() {}

    /** Why the application cannot be deployed; null if it can. */
    static @Nullable String refusal(Context context) {
        for (Valve each : context.getPipeline().getValves()) {
            if (each instanceof AuthenticatorBase authenticator
                    && context.getLoginConfig() != null
                    && "FORM".equals(context.getLoginConfig().getAuthMethod())
                    && !authenticator.getCache()) {
                return NO_CACHE;
            }
            if (each instanceof SingleSignOn) {
                return SINGLE_SIGN_ON;
            }
        }
        for (Valve each : context.getParent().getPipeline().getValves()) {
            if (each instanceof SingleSignOn) {
                return SINGLE_SIGN_ON;
            }
        }
        return null;
    }

    private static final String SINGLE_SIGN_ON =
            "Tomcat's SingleSignOn valve keeps logins and passwords in the memory of one node, outside sessions;"
                    + " remove it from the <Host>";
}
