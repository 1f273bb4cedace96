package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.LaterReply;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves on the wire while the store has not answered: nothing, whoever writes the response. */
class TomcatFirstByteTest {
    private static final Duration A_MOMENT = Duration.ofMillis(150);

    private static TomcatNode node;

    @BeforeAll
    static void start() throws Exception {
        node = TomcatNode.started(TomcatNode.sqlite());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @AfterEach
    void open() {
        node.store().letWritesGo();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/do/put?name=a&value=b",
                "/do/big",
                "/do/flush",
                "/do/error",
                "/do/throws",
                "/do/redirect",
                "/do/async",
                "/secret/who"
            })
    void no_byte_leaves_before_the_store_has_answered(String path) throws Exception {
        node.store().holdWrites();
        try (Socket socket = new Socket("localhost", node.port())) {
            socket.getOutputStream()
                    .write(("GET /shop" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();

            node.store().awaitWrite();
            assertThat(in.available()).isZero();
            socket.setSoTimeout(100);
            assertThat(reads(in)).isFalse();

            node.store().letWritesGo();
            socket.setSoTimeout(0);
            String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").contains("Set-Cookie: JSESSIONID=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/do/flush", "/do/error", "/do/redirect", "/do/async", "/secret/who"})
    void no_headers_leave_before_that_by_http_2(String path) throws Exception {
        new Visitor().get(node, "/do/session");
        node.store().holdWrites();

        LaterReply reply = LaterReply.byHttp2(node.port(), "/shop" + path);
        node.store().awaitWrite();

        assertThat(reply.comesWithin(A_MOMENT)).isFalse();
        node.store().letWritesGo();
        assertThat(reply.await().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(reply.await().headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("JSESSIONID="));
    }

    private static boolean reads(InputStream in) throws Exception {
        try {
            return in.read() >= 0;
        } catch (java.net.SocketTimeoutException nothingCame) {
            return false;
        }
    }
}
