package com.example.visits;

import java.io.File;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** An embedded Tomcat with this application. */
public final class Server implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    /** @param port 0 is any free one */
    public Server(int port) throws LifecycleException {
        tomcat.setBaseDir("target/tomcat");
        tomcat.setPort(port);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        StandardContext context = (StandardContext) tomcat.addWebapp("", new File(".").getAbsolutePath());
        StandardRoot resources = new StandardRoot(context);
        String classes = new File("target/classes").getAbsolutePath();
        resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes, "/"));
        context.setResources(resources);
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start; the log says why");
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    public static void main(String[] args) throws LifecycleException {
        Server server = new Server(8080);
        System.out.println("http://localhost:" + server.port());
    }
}
