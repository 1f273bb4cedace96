package dev.carnet.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The charts of {@code docs/performance.md}, drawn from what was measured; by the name of their file in {@code docs/charts}. */
final class PerformanceCharts {
    private static final String READ = "Requests that do: read one of ten attributes";
    private static final String CHANGE = "Requests that do: change one of ten attributes";
    private static final String AT_ONCE = "Six requests of one browser at once";
    private static final String SERVER = "Through a server";
    private static final String THREADS = "8 threads";
    private static final double LONGEST_RATIO = 12;

    private final Measurements measured;

    PerformanceCharts(Measurements measured) {
        this.measured = measured;
    }

    Map<String, String> all() {
        Map<String, String> charts = new LinkedHashMap<>();
        charts.put(
                "floor.svg",
                ratios("Reading one attribute, beside the bare driver (1x), 8 threads", READ)
                        .svg());
        charts.put(
                "change.svg",
                ratios("Changing one attribute, beside the bare driver (1x), 8 threads", CHANGE)
                        .svg());
        charts.put("server.svg", server().svg());
        charts.put("lost.svg", lost().svg());
        return charts;
    }

    private Bars ratios(String title, String heading) {
        return new Bars(
                title,
                List.of(
                        ratios(heading, "PostgreSQL", "Carnet JDBC", "Spring Session JDBC"),
                        ratios(heading, "MariaDB", "Carnet JDBC", "Spring Session JDBC"),
                        ratios(heading, "Redis", "Carnet Redis", "Spring Session Redis"),
                        ratios(heading, "MongoDB", "Carnet MongoDB", "mongodb-spring-session")));
    }

    private Bars.Group ratios(String heading, String place, String... contenders) {
        List<Bars.Bar> bars = new ArrayList<>();
        for (String each : contenders) {
            String ratio = measured.get(heading, place + ", " + each, THREADS);
            bars.add(new Bars.Bar(name(each), Measurements.number(ratio), ratio));
        }
        return new Bars.Group(place, LONGEST_RATIO, bars);
    }

    /** A whole request on PostgreSQL through a server, for each session keeper. */
    private Bars server() {
        List<Bars.Group> groups = new ArrayList<>();
        for (String kind : List.of("read", "change")) {
            List<Bars.Bar> bars = new ArrayList<>();
            for (String each : List.of(
                    "no session",
                    "Carnet JDBC",
                    "Spring Session JDBC",
                    "Tomcat DataSourceStore",
                    "Jetty JDBC",
                    "Jetty JDBC, cached")) {
                double micros = Measurements.micros(measured.get(SERVER, "PostgreSQL, " + each, kind));
                bars.add(new Bars.Bar(name(each), micros, String.format(Locale.ROOT, "%.1f ms", micros / 1_000)));
            }
            groups.add(new Bars.Group("Requests that " + kind + " the session", 0, bars));
        }
        return new Bars("A whole HTTP request, sessions in PostgreSQL", groups);
    }

    private Bars lost() {
        List<Bars.Bar> bars = new ArrayList<>();
        for (String[] each : new String[][] {
            {"PostgreSQL through HTTP, Carnet JDBC", "Carnet on PostgreSQL"},
            {"Redis through HTTP, Carnet Redis", "Carnet on Redis"},
            {"MongoDB through HTTP, Carnet MongoDB", "Carnet on MongoDB"},
            {"PostgreSQL through HTTP, Spring Session JDBC", "Spring Session JDBC"},
            {"Redis through HTTP, Spring Session Redis", "Spring Session Redis"},
            {"MongoDB through HTTP, mongodb-spring-session", "mongodb-spring-session"},
            {"PostgreSQL through HTTP, Jetty JDBC", "Jetty JDBC"},
            {"PostgreSQL through HTTP, Tomcat DataSourceStore", "Tomcat DataSourceStore"},
        }) {
            String lost = measured.get(AT_ONCE, each[0], "changes lost");
            bars.add(new Bars.Bar(each[1], Measurements.number(lost), lost));
        }
        return new Bars(
                "Changes lost when six requests change one session at once", List.of(new Bars.Group("", 100, bars)));
    }

    private static String name(String contender) {
        return contender.startsWith("Carnet") ? "Carnet" : contender;
    }
}
