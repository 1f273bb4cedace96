package dev.carnet.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Hands each request to its handler, and turns a refusal into an error page. */
final class Dispatcher extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Routes routes;

    Dispatcher(Routes routes) {
        this.routes = routes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Handler> handler = routes.find(request.getMethod(), request.getServletPath());
        try {
            if (handler.isPresent()) {
                handler.get().handle(request, response);
            } else {
                refuse(request, response);
            }
        } catch (RefusedException e) {
            response.sendError(e.status(), e.getMessage());
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        Set<String> methods = routes.methods(request.getServletPath());
        if (methods.isEmpty()) {
            throw new RefusedException(404, "There is nothing at this address.");
        }
        String allowed = String.join(", ", methods);
        response.setHeader("Allow", allowed);
        throw new RefusedException(405, "This address accepts " + allowed + " only.");
    }
}
