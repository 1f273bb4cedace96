package dev.carnet.benchmarks.http;

import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.RunningSite;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat with the application, all else as it comes. */
public final class TomcatServer {
    private TomcatServer() {}

    /** With a filter before the application, which is destroyed with the server. */
    public static RunningSite with(Filter filter, BenchApplication application) throws LifecycleException, IOException {
        return with(context -> add(filter, context), application);
    }

    /** With whatever is prepared in the application's context. */
    public static RunningSite with(Consumer<Context> preparation, BenchApplication application)
            throws LifecycleException, IOException {
        Tomcat tomcat = new Tomcat();
        Path home = Files.createTempDirectory("tomcat");
        tomcat.setBaseDir(home.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", null);
        preparation.accept(context);
        Tomcat.addServlet(context, "application", application);
        context.addServletMapping("/*", "application");
        tomcat.start();
        return new HttpSite(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static void add(Filter filter, Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("sessions");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap everything = new FilterMap();
        everything.setFilterName("sessions");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }
}
