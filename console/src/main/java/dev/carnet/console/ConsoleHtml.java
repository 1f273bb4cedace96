package dev.carnet.console;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with a page, made from a template that escapes whatever it is given. */
final class ConsoleHtml {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHtml.class);

    private static final PebbleEngine TEMPLATES =
            new PebbleEngine.Builder().loader(templates()).strictVariables(true).build();

    private static final List<String> NAMES =
            List.of("configuration", "end", "error", "login", "overview", "session", "sessions", "sweep", "work");

    private ConsoleHtml() {}

    private static ClasspathLoader templates() {
        ClasspathLoader loader = new ClasspathLoader(ConsoleHtml.class.getClassLoader());
        loader.setPrefix("dev/carnet/console");
        loader.setSuffix(".html");
        return loader;
    }

    /** Reads all templates in the background, since the first page would take a second otherwise. */
    static void warmUp() {
        Thread thread = new Thread(ConsoleHtml::makeOnePage, "carnet-console-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void makeOnePage() {
        try {
            NAMES.forEach(TEMPLATES::getTemplate);
            Map<String, Object> model = Map.of(
                    "page",
                    new ConsoleServlet.ErrorPage(404, ""),
                    "base",
                    "",
                    "here",
                    "error",
                    "in",
                    false,
                    "csrf",
                    "",
                    "who",
                    "",
                    "out",
                    false,
                    "hidden",
                    Set.of());
            TEMPLATES.getTemplate("error").evaluate(new StringWriter(), model);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The console's templates cannot be read ahead", e);
        }
    }

    /** Makes the whole page before the first of it is sent, so that half a page never is. */
    static void send(HttpServletResponse response, int status, String template, Map<String, Object> model)
            throws IOException {
        Writer html = new StringWriter();
        TEMPLATES.getTemplate(template).evaluate(html, model);
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write(html.toString());
    }
}
