package dev.carnet.benchmarks.plain;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told; used for one request after the other, as containers do with theirs. */
final class PlainResponse extends HttpServletResponseWrapper {
    private static final HttpServletResponse NOTHING = Unsupported.of(HttpServletResponse.class);
    private static final String SET_COOKIE = "Set-Cookie";

    private record Header(String name, String value) {}

    private final List<Header> headers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ServletOutputStream stream = new ServletOutputStream() {
        @Override
        public void write(int value) {
            body.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            body.write(bytes, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    };
    private int status = SC_OK;

    PlainResponse() {
        super(NOTHING);
    }

    /** From now on it is another response. */
    void begin() {
        headers.clear();
        body.reset();
        status = SC_OK;
    }

    String body() {
        return body.toString(StandardCharsets.US_ASCII);
    }

    /** The Set-Cookie header, or null without one. */
    @Nullable
    String setCookie() {
        for (Header each : headers) {
            if (each.name.equalsIgnoreCase(SET_COOKIE)) {
                return each.value;
            }
        }
        return null;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public int getBufferSize() {
        return 8192;
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public boolean containsHeader(String name) {
        return headers.stream().anyMatch(each -> each.name.equalsIgnoreCase(name));
    }

    @Override
    public void addHeader(String name, String value) {
        headers.add(new Header(name, value));
    }

    @Override
    public void setHeader(String name, String value) {
        headers.removeIf(each -> each.name.equalsIgnoreCase(name));
        addHeader(name, value);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.stream().map(Header::name).distinct().toList();
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers.stream()
                .filter(each -> each.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
