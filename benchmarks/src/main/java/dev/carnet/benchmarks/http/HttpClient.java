package dev.carnet.benchmarks.http;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Cookies;
import dev.carnet.benchmarks.HttpAnswer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is kept alive. It does as little as there is to do, so that on a machine which has to carry both sides
 * the load costs less than what it is put on: it expects a Content-Length, and no more headers than a few.
 */
final class HttpClient implements Client {
    private static final String SET_COOKIE = "set-cookie:";
    private static final String CONTENT_LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[8192];

    HttpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    @Override
    public HttpAnswer request(String path, @Nullable String session) throws IOException {
        String cookie = session == null ? "" : "Cookie: " + session + "\r\n";
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        return answer(session);
    }

    private HttpAnswer answer(@Nullable String session) throws IOException {
        String status = readLine();
        String cookie = session;
        int length = -1;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, SET_COOKIE, 0, SET_COOKIE.length())) {
                cookie = Cookies.after(
                        cookie, header.substring(SET_COOKIE.length()).strip());
            } else if (header.regionMatches(true, 0, CONTENT_LENGTH, 0, CONTENT_LENGTH.length())) {
                length = Integer.parseInt(
                        header.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        if (!status.startsWith("HTTP/1.1 200") || length < 0) {
            throw new IllegalStateException("answered " + status + ", Content-Length " + length);
        }
        return new HttpAnswer(cookie, new String(in.readNBytes(length), StandardCharsets.US_ASCII));
    }

    private String readLine() throws IOException {
        int count = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server has closed the connection");
            }
            line[count++] = (byte) b;
        }
        return new String(line, 0, count > 0 && line[count - 1] == '\r' ? count - 1 : count, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
