package dev.carnet.console;

import dev.carnet.audit.AuditTrail;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its answer. */
final class Exchange {
    private static final int MOST_VALUES = 1000;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String base;
    private final @Nullable Login login;
    private final FormFields hidden;

    Exchange(HttpServletRequest request, HttpServletResponse response, @Nullable Login login, FormFields hidden) {
        this.request = request;
        this.response = response;
        this.base = base(request);
        this.login = login;
        this.hidden = hidden;
    }

    /** The path of the console itself, without a slash at the end. */
    static String base(HttpServletRequest request) {
        return request.getContextPath() + (request.getPathInfo() == null ? "" : request.getServletPath());
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Who asks; only behind the gate. */
    Login login() {
        if (login == null) {
            throw new IllegalStateException("nobody is logged in");
        }
        return login;
    }

    /** The trail of who asks. */
    AuditTrail audit(ConsoleStore console) {
        return console.trail().by(login().who(), request.getRemoteAddr());
    }

    /** A field of the form or the link, without the blanks around it; empty if it is missing. */
    String field(String name) {
        String value = parameter(name);
        if (value.length() > Search.LONGEST_FIELD) {
            throw new RefusedRequestException(
                    400, "The field '" + name + "' may contain up to " + Search.LONGEST_FIELD + " characters.");
        }
        return value.strip();
    }

    private String parameter(String name) {
        try {
            String value = request.getParameter(name);
            return value == null ? "" : value;
        } catch (IllegalStateException unreadable) {
            // what Servlet 6.1 says for a form that cannot be parsed
            throw new RefusedRequestException(400, "The form cannot be read: it is malformed, or too long.");
        }
    }

    List<String> fields(String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > MOST_VALUES) {
            throw new RefusedRequestException(400, "Choose up to " + Words.count(MOST_VALUES, "session") + " at once.");
        }
        return values == null ? List.of() : List.of(values);
    }

    /** Answers with a page; its template finds what to show as {@code page}. */
    void page(String template, Object page) throws IOException {
        page(200, template, page);
    }

    void page(int status, String template, Object page) throws IOException {
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("base", base);
        model.put("here", template);
        model.put("in", login != null);
        model.put("csrf", login == null ? "" : login.csrf());
        model.put("who", login == null ? "" : Printable.line(login.who()));
        model.put("out", login != null && login.byToken());
        model.put("hidden", hidden.of(request).entrySet());
        ConsoleHtml.send(response, status, template, model);
    }

    void json(String json) throws IOException {
        response.setContentType("application/json; charset=utf-8");
        response.getWriter().write(json);
    }

    /** Answers "see there" (RFC 9110, 15.4.4), so that reloading does nothing twice. */
    void seeOther(String path) {
        response.setStatus(303);
        response.setHeader("Location", base + path);
    }
}
