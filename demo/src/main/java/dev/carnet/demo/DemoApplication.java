package dev.carnet.demo;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.console.ConsoleServlet;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;

/**
 * The application, put together for any servlet container. All it takes to have Carnet keep the sessions is one filter;
 * behind it {@code request.getSession()} is Carnet's.
 */
final class DemoApplication implements ServletContainerInitializer {
    /** Where the console is. */
    static final String CONSOLE = "/console/";

    private final SessionEngine engine;
    private final CarnetConfig config;
    private final String consoleToken;

    /** @param consoleToken lets an operator into the console beside the pages */
    DemoApplication(SessionEngine engine, CarnetConfig config, String consoleToken) {
        this.engine = engine;
        this.config = config;
        this.consoleToken = consoleToken;
    }

    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) {
        context.setRequestCharacterEncoding("UTF-8");
        context.setSessionTrackingModes(Set.of());

        filter(context, new SecurityHeaders(), EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        filter(context, new SameOrigin(), EnumSet.of(DispatcherType.REQUEST));
        filter(context, new OutagePage(), EnumSet.of(DispatcherType.REQUEST));
        filter(context, SessionFilter.builder(engine, config).build(), EnumSet.allOf(DispatcherType.class));

        servlet(context, new Dispatcher(Routes.of(engine)), "/");
        servlet(context, new ErrorServlet(), ErrorServlet.PATH);
        servlet(
                context,
                ConsoleServlet.builder(engine)
                        .token(consoleToken)
                        .configuration(config)
                        .loopbackOnly(true)
                        .build(),
                CONSOLE + "*");
    }

    private static void filter(ServletContext context, Filter filter, EnumSet<DispatcherType> dispatches) {
        FilterRegistration.Dynamic registration =
                context.addFilter(filter.getClass().getSimpleName(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(dispatches, true, "/*");
    }

    private static void servlet(ServletContext context, Servlet servlet, String path) {
        context.addServlet(servlet.getClass().getSimpleName(), servlet).addMapping(path);
    }
}
