package dev.carnet.containertests.lines;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.function.Function;

/** A request of a line, on the server's side. */
public record LineVisit(HttpServletRequest request, HttpServletResponse response) {
    /** The session, begun if there is none. */
    HttpSession session() {
        return request.getSession(true);
    }

    ServletContext context() {
        return request.getServletContext();
    }

    LineVisit wrapped() {
        return new LineVisit(new HttpServletRequestWrapper(request), response);
    }

    /** What comes of a question to a session that has just been ended. */
    Object afterItsEnd(Function<HttpSession, Object> question) {
        HttpSession session = session();
        session.invalidate();
        return question.apply(session);
    }

    /** What listeners and values are told while something is done with the session. */
    List<String> told(ToldEvents.Work work) throws Exception {
        return ToldEvents.during(context(), () -> work.on(session()));
    }
}
