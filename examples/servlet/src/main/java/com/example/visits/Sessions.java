package com.example.visits;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;
import java.util.EnumSet;

@WebListener
public class Sessions implements ServletContextListener {
    private SessionEngine engine;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        CarnetConfig config = CarnetConfig.load(Path.of("carnet.yml"));
        engine = config.open();
        ServletContext context = event.getServletContext();
        FilterRegistration.Dynamic filter = context.addFilter(
                "session", SessionFilter.builder(engine, config).build());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        engine.close();
    }
}
