package dev.carnet.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.LaterReply;
import dev.carnet.containertests.WatchedStore;
import dev.carnet.jetty.JettyNode.Setup;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seen from the wire: no byte leaves before the store has answered. */
class JettyFirstByteTest {
    private static final int A_MOMENT = 150;

    private final WatchedStore store = new WatchedStore();
    private JettyNode node;

    @BeforeEach
    void start() throws Exception {
        node = JettyNode.start(Setup.on(CarnetConfig.builder().session("Memory").build())
                .withLogin()
                .with(store));
    }

    @AfterEach
    void stop() throws Exception {
        store.letWritesGo();
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/put?name=a&value=1, 200",
        "/put-flush?name=a&value=1, 200",
        "/fail-put?name=a&value=1, 404",
        "/redirect?name=a&value=1, 30",
        "/async-put?name=a&value=1, 200",
        "/members, 30",
    })
    void waits_for_the_store(String path, String status) throws Exception {
        store.holdWrites();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(A_MOMENT);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            store.awaitWrite();
            InputStream in = socket.getInputStream();
            assertThat(readsNothing(in)).isTrue();

            store.letWritesGo();

            socket.setSoTimeout(20_000);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/put-flush?name=a&value=1",
                "/fail-put?name=a&value=1",
                "/redirect?name=a&value=1",
                "/async-put?name=a&value=1",
                "/members"
            })
    void no_headers_leave_before_that_by_http_2(String path) throws Exception {
        store.holdWrites();

        LaterReply reply = LaterReply.byHttp2(node.port(), path);
        store.awaitWrite();

        assertThat(reply.comesWithin(Duration.ofMillis(A_MOMENT))).isFalse();
        store.letWritesGo();
        assertThat(reply.await().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(reply.await().headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).startsWith("JSESSIONID="));
    }

    private static boolean readsNothing(InputStream in) throws Exception {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException nothing) {
            return true;
        }
    }
}
