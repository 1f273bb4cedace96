package dev.carnet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers one kind of request; called by many threads at once. */
@FunctionalInterface
interface Handler {
    /** Answers, or throws {@link RefusedException} to answer with an error page. */
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
