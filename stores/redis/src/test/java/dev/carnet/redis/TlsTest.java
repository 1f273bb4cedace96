package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;

/** A server that speaks TLS, and asks for a certificate itself. */
class TlsTest {
    @TempDir
    private static Path directory;

    private static Certificates own;
    private static Certificates stranger;
    private static RedisServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        own = Certificates.make(directory, "own", "dns:localhost");
        stranger = Certificates.make(directory, "stranger", "dns:localhost");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RedisServer.start(
                TestServers.directory(),
                "tls-port " + port,
                "tls-cert-file \"" + own.certificate() + "\"",
                "tls-key-file \"" + own.key() + "\"",
                "tls-ca-cert-file \"" + own.certificate() + "\"");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SessionStore open(String host, UnaryOperator<Settings.Builder> change) {
        Settings.Builder settings = Settings.builder(Setting::name)
                .set(RedisSettings.SERVER, new HostAndPort(host, port))
                .set(RedisSettings.TLS, true);
        return new RedisProvider().open(change.apply(settings).build(), SessionOptions.DEFAULTS);
    }

    private static Settings.Builder known(Settings.Builder settings) {
        return settings.set(RedisSettings.TLS_CA, own.certificate().toString())
                .set(RedisSettings.TLS_KEYSTORE, own.keyStore().toString())
                .set(RedisSettings.TLS_KEYSTORE_PASSWORD, Certificates.PASSWORD);
    }

    @Test
    void sessions_travel_encrypted() {
        try (SessionStore store = open("localhost", TlsTest::known)) {
            SessionRecord session =
                    Records.record(Instant.now().truncatedTo(ChronoUnit.MILLIS), "ada", Map.of("a", "1"));
            store.create(session);
            assertThat(store.find(session.header().key())).contains(session);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() {
        assertThatThrownBy(() -> open("127.0.0.1", TlsTest::known))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        assertThatThrownBy(() -> open("localhost", settings -> settings))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("unable to find valid certification path");
        assertThatThrownBy(() -> open(
                        "localhost",
                        settings -> known(settings)
                                .set(
                                        RedisSettings.TLS_CA,
                                        stranger.certificate().toString())))
                .isInstanceOf(SessionStoreException.class);
    }

    @Test
    void a_server_that_asks_for_a_certificate_and_gets_none_is_an_error() {
        assertThatThrownBy(() -> open(
                        "localhost",
                        settings -> settings.set(
                                RedisSettings.TLS_CA, own.certificate().toString())))
                .isInstanceOf(SessionStoreException.class);
    }

    @Test
    void files_that_cannot_be_used_are_an_error_at_once() throws Exception {
        Path rubbish = Files.writeString(directory.resolve("rubbish"), "rubbish");
        assertThatThrownBy(() -> open("localhost", settings -> settings.set(RedisSettings.TLS_CA, rubbish.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tls_ca: it cannot be used");
        assertThatThrownBy(() -> open(
                        "localhost",
                        settings -> settings.set(
                                        RedisSettings.TLS_KEYSTORE,
                                        own.keyStore().toString())
                                .set(RedisSettings.TLS_KEYSTORE_PASSWORD, "hunter2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tls_keystore: it cannot be used")
                .hasMessageNotContaining("hunter2");
    }
}
