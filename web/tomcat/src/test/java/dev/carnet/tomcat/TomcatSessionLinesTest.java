package dev.carnet.tomcat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.lines.CookieListener;
import dev.carnet.containertests.lines.LineServlet;
import dev.carnet.containertests.lines.OtherServlet;
import dev.carnet.containertests.lines.SessionLinesContract;
import dev.carnet.containertests.lines.ToldEvents;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The Servlet TCK's lines about sessions. */
class TomcatSessionLinesTest extends SessionLinesContract {
    private static final String CROSS_CONTEXT =
            "a session that begins in a dispatch from another application is refused, as the browser is not told its"
                    + " id";
    private static final String FORGOTTEN = "a logout takes the cookie away, so the request after it names no id";

    @Override
    protected Map<String, String> differences() {
        return Map.of(
                "httpservletrequest.getRequestedSessionIdTest", FORGOTTEN,
                "httpservletrequestwrapper.getRequestedSessionIdTest", FORGOTTEN,
                "httpsessionx.expireHttpSessionxri1Test", CROSS_CONTEXT,
                "httpsessionx.expireHttpSessionxrfTest", CROSS_CONTEXT,
                "httpsessionx.invalidateHttpSessionxTest", CROSS_CONTEXT);
    }

    @Override
    protected int passed() {
        return 85;
    }

    @Override
    protected int passedBare() {
        return 90;
    }

    @Override
    protected Server start(boolean withCarnet) throws Exception {
        Path home = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(home, "lines").toString());
        tomcat.setPort(0);
        for (String path : new String[] {"/lines", "/other", "/cookies"}) {
            Context context = tomcat.addContext(path, home.toString());
            context.setCrossContext(true);
            Tomcat.addServlet(context, "lines", new LineServlet());
            context.addServletMapping("/do", "lines");
            Tomcat.addServlet(context, "other", new OtherServlet());
            context.addServletMapping("/*", "other");
            context.addApplicationListener(
                    (path.equals("/cookies") ? CookieListener.class : ToldEvents.class).getName());
            if (withCarnet) {
                CarnetManager manager = new CarnetManager();
                manager.configure(CarnetConfig.builder()
                        .session("Memory")
                        // Else sessions live a minute longer, as clocks may differ.
                        .options(SessionOptions.builder()
                                .clockTolerance(Duration.ZERO)
                                .build())
                        .allow(AllowedTypes.of(ToldEvents.Value.class))
                        .build());
                context.setManager(manager);
            }
        }
        tomcat.getConnector();
        tomcat.start();
        return new Server() {
            @Override
            public int port() {
                return tomcat.getConnector().getLocalPort();
            }

            @Override
            public void close() throws LifecycleException {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
