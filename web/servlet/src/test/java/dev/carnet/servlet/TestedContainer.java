package dev.carnet.servlet;

import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * The servlet containers that every test runs on. Those of one Servlet API fit on one class path: each of the module's test
 * executions says which are on its own.
 */
enum TestedContainer {
    TOMCAT_11("TomcatLauncher"),
    TOMCAT_10_1("TomcatLauncher"),
    JETTY_12_1("JettyEe11Launcher"),
    JETTY_12_0("JettyEe10Launcher"),
    UNDERTOW_2_3("UndertowLauncher");

    static final EnumSet<DispatcherType> ALL_DISPATCHES = EnumSet.allOf(DispatcherType.class);

    private final String launcher;

    TestedContainer(String launcher) {
        this.launcher = launcher;
    }

    /** Starts a server. Has a public constructor without arguments. */
    interface Launcher {
        Running start(Path home, WebApp... apps) throws Exception;
    }

    /** A server that answers on a port of this machine. */
    record Running(int port, AutoCloseable stop) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            stop.close();
        }
    }

    /** Those on the class path, as far as they are to be tested in this run. */
    static List<TestedContainer> tested() {
        return Arrays.stream(System.getProperty("carnet.test.containers", "TOMCAT_11,JETTY_12_1")
                        .split(","))
                .map(TestedContainer::valueOf)
                .toList();
    }

    Running start(Path home, WebApp... apps) throws Exception {
        Launcher found = Class.forName(TestedContainer.class.getPackageName() + "." + launcher)
                .asSubclass(Launcher.class)
                .getDeclaredConstructor()
                .newInstance();
        return found.start(home, apps);
    }
}
