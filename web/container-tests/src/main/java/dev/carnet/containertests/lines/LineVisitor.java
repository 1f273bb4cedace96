package dev.carnet.containertests.lines;

import dev.carnet.containertests.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Asks a server for the lines. */
final class LineVisitor {
    /** Longer than the shortest sessions, of one and two seconds, by what a container may be late. */
    private static final long A_WHILE = 3_200;

    private static final String COOKIE_LINE = "sessioncookieconfig.constructortest1";

    private LineVisitor() {}

    /** What a server answers to each line, by name. Those that wait do so at the same time. */
    static Map<String, String> answers(int port) {
        Map<String, String> answers = new TreeMap<>();
        Map<String, CompletableFuture<String>> waiting = new TreeMap<>();
        for (Line each : Lines.all()) {
            if (each.waits()) {
                waiting.put(each.name(), CompletableFuture.supplyAsync(() -> answer(port, each)));
            }
        }
        waiting.forEach((name, answer) -> answers.put(name, answer.join()));
        for (Line each : Lines.all()) {
            if (!each.waits()) {
                answers.put(each.name(), answer(port, each));
            }
        }
        return answers;
    }

    private static String answer(int port, Line line) {
        Browser browser = new Browser(port);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < line.steps().size(); i++) {
            Line.Step step = line.steps().get(i);
            if (step.waits()) {
                pause();
            }
            String name = URLEncoder.encode(line.name(), StandardCharsets.UTF_8);
            Browser.Reply reply = browser.get(step.to() + step.suffix() + "?line=" + name + "&step=" + i);
            String body = reply.status() == 200 ? reply.body() : "status " + reply.status();
            answers.add(line.name().equals(COOKIE_LINE) ? body + " " + cookie(reply) : body);
        }
        return String.join(" / ", answers);
    }

    private static void pause() {
        try {
            Thread.sleep(A_WHILE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Name and attributes, without the value, the date that repeats Max-Age, and SameSite, which is Carnet's to say. */
    private static String cookie(Browser.Reply reply) {
        String[] parts = reply.setCookie().split("; ?", -1);
        return parts[0].split("=", 2)[0] + " "
                + Arrays.stream(parts)
                        .skip(1)
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .filter(each -> !each.startsWith("expires=") && !each.startsWith("samesite="))
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
