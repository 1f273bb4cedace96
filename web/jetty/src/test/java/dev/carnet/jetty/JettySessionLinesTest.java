package dev.carnet.jetty;

import dev.carnet.containertests.lines.SessionLinesContract;
import java.util.Map;

/** The Servlet TCK's lines about sessions. */
class JettySessionLinesTest extends SessionLinesContract {
    @Override
    protected Map<String, String> differences() {
        String inUrls = "ids stand in URLs only if the application asks for that";
        return Map.of(
                "httpsession.expireHttpSessionTest",
                "a page that does not ask for the session reads nothing",
                "httpsessionx.invalidateHttpSessionxTest",
                "a session that begins in a dispatch from another application is that application's, which Jetty"
                        + " forgets",
                "httpservletrequest.getRequestedSessionIdTest1",
                inUrls,
                "httpservletrequest.getRequestedSessionIdTest2",
                inUrls,
                "httpservletrequestwrapper.getRequestedSessionIdTest1",
                inUrls,
                "httpservletrequestwrapper.getRequestedSessionIdTest2",
                inUrls,
                "servletcontext.getEffectiveSessionTrackingModes",
                inUrls);
    }

    @Override
    protected int passed() {
        return 82;
    }

    @Override
    protected int passedBare() {
        return 87;
    }

    @Override
    protected Server start(boolean withCarnet) throws Exception {
        return System.getProperty("carnet.test.ee", "11").equals("10")
                ? LinesEe10.start(withCarnet)
                : LinesEe11.start(withCarnet);
    }
}
