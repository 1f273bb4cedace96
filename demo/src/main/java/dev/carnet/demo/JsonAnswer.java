package dev.carnet.demo;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
final class JsonAnswer {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JsonAnswer() {}

    /** What is sent for an error. */
    record Failure(int status, String error) {}

    static Failure error(int status, String message) {
        return new Failure(status, message);
    }

    static void send(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
