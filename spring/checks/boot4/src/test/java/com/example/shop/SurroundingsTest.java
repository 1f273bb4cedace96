package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What else an application may have set: a path of its own, a proxy before it, lazy beans, work on other threads. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurroundingsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Node node;

    @RestController
    static class Unusual {
        private final Cart cart;
        private final Background background;

        Unusual(Cart cart, Background background) {
            this.cart = cart;
            this.background = background;
        }

        /** Answers on another thread, in a dispatch of its own. */
        @GetMapping("/async")
        Callable<String> async() {
            return () -> {
                cart.add("coffee");
                return String.join(",", cart.getItems());
            };
        }

        @GetMapping("/fails")
        String fails(HttpSession session) {
            session.setAttribute("before", "the failure");
            throw new IllegalStateException("on purpose");
        }

        @GetMapping("/before")
        String before(HttpSession session) {
            return String.valueOf(session.getAttribute("before"));
        }

        @GetMapping("/background")
        String background() {
            return background.items(cart).join();
        }
    }

    /** Spring hands a session's bean to no other thread by itself. */
    @Component
    static class Background {
        @Async
        CompletableFuture<String> items(Cart cart) {
            try {
                return CompletableFuture.completedFuture(String.join(",", cart.getItems()));
            } catch (ScopeNotActiveException e) {
                return CompletableFuture.completedFuture("no session: " + e.getMessage());
            }
        }
    }

    @EnableAsync
    static class WorkElsewhere {}

    @BeforeAll
    void start() {
        Place place = Place.memory()
                .with(Unusual.class, Background.class, WorkElsewhere.class)
                .with("server.servlet.context-path", "/tea")
                .with("server.forward-headers-strategy", "framework")
                .with("spring.main.lazy-initialization", "true")
                .with("spring.threads.virtual.enabled", "true")
                .with("spring.session.timeout", "5m")
                .with("spring.session.jdbc.initialize-schema", "always");
        node = Node.start(Container.TOMCAT, place);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Browser loggedIn() {
        Browser browser = new Browser(node, "/tea");
        browser.login("ada", "secret");
        assertThat(browser.get("/me").body()).isEqualTo("ada");
        return browser;
    }

    @Test
    void theCookieIsNamedAfterTheApplicationsPath() {
        String cookie = new Browser(node, "/tea")
                .get("/login")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).startsWith("session-tea=").doesNotContain("Secure");
    }

    @Test
    void behindAProxyThatSpeaksHttpsTheCookieIsSecure() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/tea/login"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example.com")
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void aSessionsBeanIsChangedInAnAsynchronousRequest() {
        Browser browser = loggedIn();

        assertThat(browser.get("/async").body()).isEqualTo("coffee");
        assertThat(browser.get("/cart").body()).isEqualTo("coffee");
    }

    @Test
    void whatWasPutBeforeAFailureIsStoredAndTheErrorPageIsShown() {
        Browser browser = loggedIn();

        assertThat(browser.get("/fails").statusCode()).isEqualTo(500);
        assertThat(browser.get("/before").body()).isEqualTo("the failure");
    }

    @Test
    void anotherThreadHasNoSessionUnlessTheApplicationHandsItOn() {
        Browser browser = loggedIn();
        browser.post("/cart", Map.of("item", "tea"));

        assertThat(browser.get("/background").body()).startsWith("no session: ");
        assertThat(browser.get("/cart").body()).isEqualTo("tea");
    }

    @Test
    void withoutAWebServerThereIsAnEngineAllTheSame() {
        Place place = Place.memory();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Jobs.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--carnet.session=memory",
                        "--spring.main.banner-mode=off",
                        "--spring.autoconfigure.exclude=" + place.properties().get("spring.autoconfigure.exclude"))) {
            assertThat(context.getBean(SessionEngine.class).sessions().ofPrincipal("ada"))
                    .isEmpty();
        }
    }

    /** An application that works through jobs, beside the one with pages. */
    @EnableAutoConfiguration
    static class Jobs {}

    /** As the class loader of Spring Boot's development tools: the application's classes anew, libraries from its parent. */
    private static final class Restarted extends URLClassLoader {
        Restarted() {
            super(locations(), Restarted.class.getClassLoader());
        }

        private static URL[] locations() {
            return new URL[] {
                ShopApplication.class.getProtectionDomain().getCodeSource().getLocation()
            };
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && name.startsWith("com.example.shop.")) {
                    try {
                        loaded = findClass(name);
                    } catch (ClassNotFoundException ofTheTests) {
                        return super.loadClass(name, resolve);
                    }
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }

    @Test
    void afterARestartOfTheDevelopmentToolsValuesAreOfTheNewClasses() throws Exception {
        Place place = Place.h2();
        try (Node before = Node.start(Container.TOMCAT, place);
                Restarted loader = new Restarted()) {
            Browser browser = new Browser(before);
            browser.login("ada", "secret");
            browser.post("/cart", Map.of("item", "tea"));

            Class<?> application = loader.loadClass("com.example.shop.ShopApplication");
            assertThat(application).isNotSameAs(ShopApplication.class);
            try (Node after = Node.restarted(Container.TOMCAT, place, application)) {
                browser.at(after).post("/cart", Map.of("item", "milk"));

                assertThat(browser.get("/cart").body()).isEqualTo("tea,milk");
                assertThat(browser.get("/me").body()).isEqualTo("ada");
            }
        }
    }
}
