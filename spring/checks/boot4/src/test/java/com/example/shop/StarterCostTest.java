package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.testservers.FreshDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * What a request that changes its session costs through the starter's filter, meters included, and through one that is set up by
 * hand over the same database: both in one process, in turns. {@code -Dchecks.run=cost} runs it and prints the figures.
 */
@EnabledIfSystemProperty(named = "checks.run", matches = "cost", disabledReason = "it measures, -Dchecks.run=cost")
class StarterCostTest {
    private static final int TURNS = 40;
    private static final FilterChain COUNTS = (request, response) -> {
        HttpSession session = ((HttpServletRequest) request).getSession();
        Object count = session.getAttribute("count");
        session.setAttribute("count", count == null ? 1 : (Integer) count + 1);
    };

    private record Contender(SessionFilter filter, ServletContext context, List<Double> turns) {
        private MockHttpServletResponse request(Cookie... cookies) throws Exception {
            MockHttpServletRequest request = new MockHttpServletRequest(context, "GET", "/");
            request.setCookies(cookies);
            MockHttpServletResponse response = new MockHttpServletResponse();
            filter.doFilter(request, response, COUNTS);
            return response;
        }

        /** Microseconds a request. */
        double turn(int requests) throws Exception {
            Cookie[] session = request().getCookies();
            long since = System.nanoTime();
            for (int i = 0; i < requests; i++) {
                request(session);
            }
            return (System.nanoTime() - since) / 1e3 / requests;
        }

        double median() {
            double[] sorted =
                    turns.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private static double ratio(Place place, CarnetConfig config, Node node, int requests) throws Exception {
        ServletContext context = node.bean(ServletContext.class);
        SessionFilter starters = (SessionFilter) node.context()
                .getBean("carnetSessionFilter", FilterRegistrationBean.class)
                .getFilter();
        try (SessionEngine engine = config.open()) {
            SessionFilter plain = SessionFilter.builder(engine, config).build();
            plain.init(new MockFilterConfig(context));
            List<Contender> both = List.of(
                    new Contender(plain, context, new ArrayList<>()),
                    new Contender(starters, context, new ArrayList<>()));
            double[] ratios = new double[TURNS];
            for (int turn = -TURNS / 4; turn < TURNS; turn++) {
                double first = both.get(turn & 1).turn(requests);
                double second = both.get(1 - (turn & 1)).turn(requests);
                if (turn >= 0) {
                    both.get(turn & 1).turns.add(first);
                    both.get(1 - (turn & 1)).turns.add(second);
                    ratios[turn] =
                            both.get(1).turns.get(turn) / both.get(0).turns.get(turn);
                }
            }
            Arrays.sort(ratios);
            double ratio = ratios[TURNS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%s: by hand %.1f us, starter %.1f us, median of the turns' ratios %.3f%n",
                    place,
                    both.get(0).median(),
                    both.get(1).median(),
                    ratio);
            return ratio;
        }
    }

    @Test
    void onPostgreSqlTheStarterCostsWithinFivePerCent() throws Exception {
        Place place = Place.postgres(FreshDatabase.postgres());
        try (Node node = Node.start(Container.TOMCAT, place)) {
            CarnetConfig config = CarnetConfig.builder()
                    .session("JDBC")
                    .set("data_source", node.bean(DataSource.class))
                    .build();
            assertThat(ratio(place, config, node, 300)).isLessThan(1.05);
        }
    }

    @Test
    void whatItCostsInMemory() throws Exception {
        Place place = Place.memory();
        try (Node node = Node.start(Container.TOMCAT, place)) {
            CarnetConfig config = CarnetConfig.builder().session("Memory").build();
            assertThat(ratio(place, config, node, 5_000)).isPositive();
        }
    }
}
