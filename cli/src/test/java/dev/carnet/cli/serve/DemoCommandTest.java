package dev.carnet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.Prompt;
import dev.carnet.cli.RunningDemo;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DemoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void the_demo_says_where_it_is_and_shares_its_sessions_with_the_commands() throws Exception {
        try (RunningDemo demo = RunningDemo.in(directory)) {
            assertThat(demo.printed().readLine())
                    .startsWith("Sessions")
                    .endsWith("JDBC in " + directory.resolve("carnet.db"));
            assertThat(demo.printed().readLine()).endsWith("./carnet list, in another terminal");
            assertThat(demo.printed().readLine()).startsWith("Console").containsPattern("/console/, token \\S{32}$");
            assertThat(demo.printed().readLine()).startsWith("Folder").contains(directory.toString());
            assertThat(demo.printed().readLine()).startsWith("Stop").endsWith("Ctrl-C");

            assertThat(demo.post("/login", "user=ada").statusCode()).isLessThan(400);
            assertThat(Prompt.in(directory)
                            .run("list", "--user", "ada", "--json")
                            .json())
                    .hasSize(1);
        }
    }

    private String sqlite() {
        return "jdbc:sqlite:" + directory.resolve("mine.db");
    }

    private void configure(String engine, String settings) throws IOException {
        Files.writeString(directory.resolve("mine.yml"), """
                session: %1$s
                engines:
                  session:
                    %1$s:
                      %2$s
                """.formatted(engine, settings));
    }

    @Test
    void a_table_that_was_there_before_stays_as_it_is() throws Exception {
        String original = "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)";
        configure("DBI", "dsn: " + sqlite());
        FreshDatabase.sql(sqlite(), original);
        FreshDatabase.sql("jdbc:sqlite:" + directory.resolve("carnet.db"), original);

        for (String[] options : new String[][] {{"--config", "mine.yml"}, {}}) {
            try (RunningDemo demo = RunningDemo.in(directory, options)) {
                assertThat(demo.post("/count", "").statusCode()).isEqualTo(303);
            }
        }

        for (String database : List.of("mine.db", "carnet.db")) {
            String url = "jdbc:sqlite:" + directory.resolve(database);
            assertThat(FreshDatabase.sql(url, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
                    .containsExactly(original);
            assertThat(FreshDatabase.sql(url, "SELECT COUNT(*) FROM sessions")).containsExactly("1");
        }
    }

    /** Beside the Dancer application whose file it is. */
    @Test
    void it_takes_a_dancer_application_s_configuration() throws Exception {
        Files.writeString(directory.resolve("config.yml"), """
                appname: shop
                session: "DBI"
                session_options:
                    dsn:      "dbi:SQLite:dbname=%s"
                    table:    "sessions"
                dancer: share
                """.formatted(directory.resolve("mine.db")));
        FreshDatabase.sql(sqlite(), "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");

        try (RunningDemo demo = RunningDemo.in(directory, "--config", "config.yml")) {
            HttpResponse<String> login = demo.post("/login", "user=ada");

            assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("dancer.session=");
            assertThat(FreshDatabase.sql(sqlite(), "SELECT session_data FROM sessions"))
                    .singleElement()
                    .asString()
                    .contains("\"id\":", "\"user\":\"ada\"");
        }
    }

    @Test
    void a_configured_store_that_is_not_set_up_is_left_to_init() throws Exception {
        configure("DBI", "{dsn: '" + sqlite() + "', create: 0}");
        FreshDatabase.sql(sqlite(), "CREATE TABLE talks (id INTEGER)");

        Prompt.Result result = Prompt.in(directory).run("demo", "--port", "0", "--config", "mine.yml");

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).contains("the table 'sessions' does not exist yet; run `carnet init`");
        assertThat(FreshDatabase.sql(sqlite(), "SELECT name FROM sqlite_schema"))
                .containsExactly("talks");
    }

    @Test
    void a_store_that_is_full_is_not_healthy_though_it_can_be_read() throws Exception {
        try (RedisServer redis = RedisServer.start(TestServers.directory())) {
            configure("Redis", "server: 127.0.0.1:" + redis.port());
            try (RunningDemo demo = RunningDemo.in(directory, "--config", "mine.yml")) {
                redis.command("CONFIG SET maxmemory 1");

                HttpResponse<String> full = demo.get("/health");

                assertThat(full.statusCode()).isEqualTo(503);
                assertThat(full.body()).contains("DOWN").doesNotContain("Redis", "maxmemory");
                assertThat(demo.get("/").statusCode()).isEqualTo(200);
            }
            redis.command("CONFIG SET maxmemory 0");
            try (RunningDemo demo = RunningDemo.in(directory, "--config", "mine.yml")) {
                assertThat(demo.get("/health").statusCode()).isEqualTo(200);
            }
            // The index of handles, under @, is left to time.
            assertThat(redis.command("EVAL \"return #redis.call('KEYS', 'carnet:[^@]*')\" 0"))
                    .contains("0");
        }
    }

    @Test
    void a_port_in_use_is_exit_code_2_and_says_what_to_do() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Prompt.Result result = Prompt.in(directory).run("demo", "--port", String.valueOf(other.getLocalPort()));

            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(String.valueOf(other.getLocalPort()), "--port");
            assertThat(result.out()).isEmpty();
        }
    }
}
