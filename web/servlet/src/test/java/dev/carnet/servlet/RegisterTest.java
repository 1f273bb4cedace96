package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one call by which an application's start puts the filter before everything. */
class RegisterTest {
    private static final CarnetConfig MEMORY =
            CarnetConfig.builder().session("Memory").build();

    /** Answers asynchronously, or fails at {@code /fail} and answers in the dispatch to the error page. */
    private static final class Page extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/fail")) {
                request.getSession().setAttribute("seen", "before the failure");
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            if (request.getRequestURI().equals("/async")) {
                request.startAsync().dispatch("/page");
                return;
            }
            response.getWriter()
                    .print(SessionFilter.session(request).isPresent() + " "
                            + request.getSession().getAttribute("seen"));
        }
    }

    @Test
    void every_kind_of_dispatch_passes_it_and_its_engine_ends_with_the_application(@TempDir Path home)
            throws Exception {
        Set<Thread> before = sweepers();
        Set<Thread> own;
        Tomcat tomcat = new Tomcat();
        try {
            start(tomcat, home, context -> SessionFilter.register(context, MEMORY));

            assertThat(get(tomcat, "/fail")).isEqualTo("true before the failure");
            assertThat(get(tomcat, "/async")).isEqualTo("false null");
            own = sweepers();
            own.removeAll(before);
            assertThat(own).hasSize(1);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertThat(sweepers()).doesNotContainAnyElementsOf(own);
    }

    /** The threads of the engines that are open and sweep. */
    private static Set<Thread> sweepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("carnet-sweeper"))
                .collect(Collectors.toSet());
    }

    @Test
    void a_second_one_is_refused(@TempDir Path home) throws Exception {
        Tomcat tomcat = new Tomcat();
        try (SessionEngine engine = MEMORY.open()) {
            start(tomcat, home, context -> {
                SessionFilter.Builder builder = SessionFilter.builder(engine, MEMORY);
                builder.register(context);
                assertThatThrownBy(() -> builder.register(context))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a filter named carnet already");
            });
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private interface Startup {
        void run(ServletContext context);
    }

    private static void start(Tomcat tomcat, Path home, Startup startup) throws Exception {
        tomcat.setBaseDir(home.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer((none, servletContext) -> startup.run(servletContext), null);
        Tomcat.addServlet(context, "page", new Page()).setAsyncSupported(true);
        context.addServletMapping("/*", "page");
        ErrorPage error = new ErrorPage();
        error.setLocation("/error");
        context.addErrorPage(error);
        tomcat.start();
        assertThat(context.getState().isAvailable()).isTrue();
    }

    private static String get(Tomcat tomcat, String path) throws Exception {
        URI page = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
