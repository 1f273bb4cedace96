package com.example.shop;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;

/** What answers requests; the application's starter brings one, a test chooses. */
enum Container implements ApplicationContextInitializer<GenericApplicationContext> {
    TOMCAT(
            "org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory",
            "org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory"),
    JETTY(
            "org.springframework.boot.jetty.servlet.JettyServletWebServerFactory",
            "org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory"),
    UNDERTOW("org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory");

    private final List<String> factories;

    Container(String... factories) {
        this.factories = List.of(factories);
    }

    /** Whether this generation of Spring Boot has it. */
    boolean isThere() {
        return factories.stream().anyMatch(each -> ClassUtils.isPresent(each, null));
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        register(context, factory());
    }

    private Class<?> factory() {
        return factories.stream()
                .filter(each -> ClassUtils.isPresent(each, null))
                .findFirst()
                .map(each -> (Class<?>) ClassUtils.resolveClassName(each, null))
                .orElseThrow();
    }

    private static <T> void register(GenericApplicationContext context, Class<T> type) {
        Supplier<T> factory = () -> BeanUtils.instantiateClass(type);
        context.registerBean("chosenContainer", type, factory);
    }
}
