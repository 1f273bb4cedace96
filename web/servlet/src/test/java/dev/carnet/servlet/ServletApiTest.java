package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carnet.SessionEngine;
import dev.carnet.memory.MemorySessionStore;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On which Servlet APIs the filter works. */
class ServletApiTest {
    private static final Set<String> SINCE_6_1 = Set.of("AccessibleHttpSession", "SessionAccessor");

    @Test
    void below_six_the_filter_refuses_to_start_and_says_why() {
        try (SessionEngine engine =
                SessionEngine.builder(new MemorySessionStore()).build()) {
            SessionFilter filter = SessionFilter.builder(engine).build();

            assertThatThrownBy(() -> filter.init(configOn(5, 0)))
                    .isInstanceOf(ServletException.class)
                    .hasMessage(
                            "Carnet's SessionFilter needs Jakarta Servlet 6.0 or newer (Tomcat 10.1, Jetty 12.0, Undertow"
                                    + " 2.3); Old/1.0 has 5.0");
        }
    }

    /** The answers of a container of an older Servlet API, which this class path cannot have. */
    private static FilterConfig configOn(int major, int minor) {
        ServletContext context = proxy(ServletContext.class, method -> switch (method) {
            case "getMajorVersion" -> major;
            case "getMinorVersion" -> minor;
            case "getServerInfo" -> "Old/1.0";
            default -> throw new UnsupportedOperationException(method);
        });
        return proxy(FilterConfig.class, method -> context);
    }

    private static <T> T proxy(Class<T> type, java.util.function.Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName())));
    }

    /** Expression languages and proxies list the methods of what they are given. */
    @Test
    void on_six_no_class_that_is_used_mentions_a_type_which_is_not_there() throws Exception {
        assumeThat(ServletApi.HAS_ACCESSORS)
                .as("this class path has Servlet 6.1")
                .isFalse();

        List<String> used = classNames();
        assertThat(used).hasSizeGreaterThan(15);
        for (String each : used) {
            Class<?> type = Class.forName(each);
            assertThatCode(type::getDeclaredMethods).as(each).doesNotThrowAnyException();
            assertThatCode(type::getDeclaredConstructors).as(each).doesNotThrowAnyException();
            assertThatCode(type::getDeclaredFields).as(each).doesNotThrowAnyException();
        }
    }

    private static List<String> classNames() throws IOException {
        Path classes = Path.of(URI.create(SessionFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        try (Stream<Path> files = Files.list(classes.resolve("dev/carnet/servlet"))) {
            return files.map(each -> each.getFileName().toString().replace(".class", ""))
                    .filter(each -> !SINCE_6_1.contains(each) && !each.equals("package-info"))
                    .map(each -> SessionFilter.class.getPackageName() + "." + each)
                    .toList();
        }
    }
}
