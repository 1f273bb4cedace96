package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.options.AllowedTypes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares an application behind the filter with the same one on the bare container, and the table in {@code
 * docs/servlet.md} with that. With {@code -Dcarnet.test.rewrite=true} it writes its column there.
 */
class ConformanceTest extends WebTest {
    private static final Path PAGE = Path.of("../../docs/servlet.md");

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void the_table_says_what_is_seen(Scenario scenario) throws Exception {
        String bare = seen(scenario, new Between(), new Between());
        String cell = cell(bare, seen(scenario, carnet(), carnet()));

        if (Boolean.getBoolean("carnet.test.rewrite")) {
            write(scenario, cell);
        }
        assertThat(written(scenario)).as("%s on %s", scenario.row(), container).isEqualTo(cell);
    }

    private SessionFilter carnet() {
        return SessionFilter.builder(SessionEngine.builder(store)
                        .clock(clock)
                        .allow(AllowedTypes.of(Scenario.Bound.class, Scenario.Moved.class))
                        .build())
                .build();
    }

    private static String cell(String bare, String behindFilter) {
        if (bare.equals(Scenario.NONE)) {
            return Scenario.NONE;
        }
        if (sorted(bare).equals(sorted(behindFilter))) {
            return bare.equals(behindFilter) ? "same" : "same, in another order";
        }
        return "bare: " + bare + "; filter: " + behindFilter;
    }

    private static List<String> sorted(String seen) {
        return Stream.of(seen.split(", ", -1)).sorted().toList();
    }

    private String seen(Scenario scenario, Filter filter, Filter ofShop) throws Exception {
        app.clear();
        shop.clear();
        shop.listener().forget();
        app.use(new Between(filter));
        shop.use(ofShop);
        try {
            return scenario.run(app, shop, newBrowser());
        } finally {
            app.awaitIdle();
            shop.awaitIdle();
        }
    }

    private String written(Scenario scenario) throws IOException {
        return cells(line(scenario)).get(column());
    }

    private void write(Scenario scenario, String cell) throws IOException {
        String line = line(scenario);
        List<String> cells = cells(line);
        cells.set(column(), cell);
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.replace(line, "| " + scenario.row() + " | " + String.join(" | ", cells) + " |"));
    }

    private static String line(Scenario scenario) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(each -> each.startsWith("| " + scenario.row() + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row '" + scenario.row() + "' in " + PAGE));
    }

    /** Without the row's name. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        String[] parts = line.split("\\|", -1);
        for (int i = 2; i < parts.length - 1; i++) {
            cells.add(parts[i].strip());
        }
        return cells;
    }

    private int column() {
        return List.of(TestedContainer.values()).indexOf(container);
    }

    /** Other filters, before and behind one. */
    private record Between(Filter filter) implements Filter {
        Between() {
            this((request, response, chain) -> chain.doFilter(request, response));
        }

        @Override
        public void init(FilterConfig config) throws ServletException {
            filter.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest asked = (HttpServletRequest) request;
            HttpServletResponse answer = (HttpServletResponse) response;
            if (asked.getRequestURI().equals("/page") && asked.getAttribute("seen") == null) {
                answer.addHeader("X-Filters", "before");
            }
            asked.setAttribute("seen", true);
            filter.doFilter(
                    request,
                    response,
                    (sameRequest, sameResponse) -> chain.doFilter(
                            new HttpServletRequestWrapper((HttpServletRequest) sameRequest),
                            new HttpServletResponseWrapper((HttpServletResponse) sameResponse)));
        }
    }
}
