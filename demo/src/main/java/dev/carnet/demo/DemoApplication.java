package dev.carnet.demo;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
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
    private final SessionEngine engine;
    private final CarnetConfig config;

    DemoApplication(SessionEngine engine, CarnetConfig config) {
        this.engine = engine;
        this.config = config;
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
