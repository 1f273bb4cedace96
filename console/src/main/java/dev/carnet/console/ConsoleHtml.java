package dev.carnet.console;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;

/** Answers with a page, made from a template that escapes whatever it is given. */
final class ConsoleHtml {
    private static final PebbleEngine TEMPLATES =
            new PebbleEngine.Builder().loader(templates()).strictVariables(true).build();

    private ConsoleHtml() {}

    private static ClasspathLoader templates() {
        ClasspathLoader loader = new ClasspathLoader(ConsoleHtml.class.getClassLoader());
        loader.setPrefix("dev/carnet/console");
        loader.setSuffix(".html");
        return loader;
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
