package dev.carnet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file that is the same for everybody. */
final class Asset implements Handler {
    private final byte[] content;
    private final String type;

    Asset(String file, String type) {
        this.content = read(file);
        this.type = type;
    }

    private static byte[] read(String file) {
        try (InputStream in = Asset.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type + "; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
