package com.example.shop;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** One server on which the application runs. */
final class Node implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(Container container, Place place) {
        return start(container, place, Node.class.getClassLoader());
    }

    /** With a class loader that knows other libraries than the tests have. */
    static Node start(Container container, Place place, ClassLoader loader) {
        return start(container, place, loader, ShopApplication.class);
    }

    /** With classes that are loaded anew, as Spring Boot's development tools do it. */
    static Node restarted(Container container, Place place, Class<?> application) {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(application.getClassLoader());
        try {
            return start(container, place, application.getClassLoader(), application);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static Node start(Container container, Place place, ClassLoader loader, Class<?> application) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        place.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new Node(new SpringApplicationBuilder(new DefaultResourceLoader(loader), application)
                .sources(place.more().toArray(Class<?>[]::new))
                .initializers(container)
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
