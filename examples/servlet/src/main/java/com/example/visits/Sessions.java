package com.example.visits;

import dev.carnet.config.CarnetConfig;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;

@WebListener
public class Sessions implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionFilter.register(event.getServletContext(), CarnetConfig.load(Path.of("carnet.yml")));
    }
}
