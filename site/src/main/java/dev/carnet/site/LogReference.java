package dev.carnet.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of log lines in {@code docs/events.md}, out of the sources that write them. */
final class LogReference {
    private static final Pattern CALL = Pattern.compile("\\bLOG\\s*[.](error|warn|info|debug)\\(");
    private static final Pattern LOGGER = Pattern.compile(" LOG = \\w+[.]getLog(?:ger)?\\(([^)]+)\\)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");
    private static final String VARIES = "…";

    /** Modules whose lines no application sees. */
    private static final List<String> NOT_IN_APPLICATIONS = List.of(
            "architecture-tests", "benchmarks", "cli", "demo", "examples", "site", "store-testkit", "test-servers");

    private record Line(String logger, String level, String text) {}

    private LogReference() {}

    /** One table: loggers by name, the gravest level first. */
    static String table(Path house) throws IOException {
        Map<String, List<Line>> byLogger = new TreeMap<>();
        for (Path source : sources(house)) {
            lines(source)
                    .forEach(each -> byLogger.computeIfAbsent(each.logger(), same -> new ArrayList<>())
                            .add(each));
        }
        StringBuilder markdown = new StringBuilder("| logger | level | line |\n|---|---|---|\n");
        byLogger.forEach((logger, lines) -> lines.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Line each) -> LEVELS.indexOf(each.level()))
                        .thenComparing(Line::text))
                .forEach(each -> markdown.append("| `%s` | %s | %s |%n"
                        .formatted(logger, each.level().toUpperCase(Locale.ROOT), inMarkdown(each.text())))));
        return markdown.toString();
    }

    private static List<Path> sources(Path house) throws IOException {
        try (Stream<Path> files = Files.walk(house)) {
            return files.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> {
                        Path inside = house.relativize(each);
                        return inside.toString().contains("/src/main/java/")
                                && !inside.toString().contains("target/")
                                && !NOT_IN_APPLICATIONS.contains(
                                        inside.getName(0).toString());
                    })
                    .sorted()
                    .toList();
        }
    }

    private static List<Line> lines(Path source) throws IOException {
        String java = Files.readString(source);
        List<Line> lines = new ArrayList<>();
        Matcher call = CALL.matcher(java);
        while (call.find()) {
            lines.add(new Line(logger(source, java), call.group(1), message(java, call.end())));
        }
        return lines;
    }

    private static String logger(Path source, String java) {
        Matcher made = LOGGER.matcher(java);
        Matcher home = PACKAGE.matcher(java);
        if (!made.find() || !home.find()) {
            throw new IllegalStateException(source + " logs, but does not say how LOG is named");
        }
        String name = made.group(1);
        if (name.endsWith(".class")) {
            return home.group(1) + "." + name.substring(0, name.length() - ".class".length());
        }
        if (name.startsWith("\"")) {
            return name.substring(1, name.length() - 1);
        }
        Matcher constant = Pattern.compile("String " + name + " = \"([^\"]+)\"").matcher(java);
        if (!constant.find()) {
            throw new IllegalStateException(source + ": what is " + name + "?");
        }
        return constant.group(1);
    }

    /** The first argument of a call: its literals as they stand, with {@link #VARIES} for everything else. */
    private static String message(String java, int start) {
        StringBuilder message = new StringBuilder();
        int depth = 0;
        for (int at = start; depth >= 0; at++) {
            char c = java.charAt(at);
            if (c == '"') {
                int end = at + 1;
                while (java.charAt(end) != '"') {
                    end += java.charAt(end) == '\\' ? 2 : 1;
                }
                if (depth == 0) {
                    message.append(java, at + 1, end);
                }
                at = end;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                break;
            } else if (depth == 0 && c != '+' && !Character.isWhitespace(c)) {
                message.append(VARIES);
            }
        }
        return message.toString().replace("{}", VARIES).replaceAll(VARIES + "+", VARIES);
    }

    private static String inMarkdown(String text) {
        return text.replace("\\\"", "\"")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .strip();
    }
}
