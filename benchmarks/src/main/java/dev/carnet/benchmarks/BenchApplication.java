package dev.carnet.benchmarks;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The application whose sessions every contender keeps: it knows of nothing but servlets. */
public final class BenchApplication extends GenericServlet {
    private static final long serialVersionUID = 1L;

    private final transient Payload payload;

    public BenchApplication(Payload payload) {
        this.payload = payload;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
        HttpServletRequest asked = (HttpServletRequest) request;
        String path = asked.getRequestURI();
        answer(response, answer(Operation.of(path), Operation.attribute(path), asked));
    }

    /** Says something, as short as it is. */
    public static void answer(ServletResponse response, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String answer(Operation operation, String attribute, HttpServletRequest request) {
        if (operation == Operation.NEW) {
            return begin(request.getSession());
        }
        @Nullable HttpSession session = request.getSession(false);
        if (session == null) {
            return HttpAnswer.NONE;
        }
        return switch (operation) {
            case READ -> Payload.mark((String) session.getAttribute(attribute));
            case CHANGE -> change(session, attribute);
            case RENAME -> {
                request.changeSessionId();
                yield "renamed";
            }
            case END -> {
                session.invalidate();
                yield "ended";
            }
            case NEW -> throw new AssertionError(operation);
        };
    }

    private String begin(HttpSession session) {
        payload.attributes().forEach(session::setAttribute);
        return "begun";
    }

    private String change(HttpSession session, String attribute) {
        String value = payload.value();
        session.setAttribute(attribute, value);
        return Payload.mark(value);
    }
}
