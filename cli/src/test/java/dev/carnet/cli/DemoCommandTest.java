package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void the_demo_says_where_it_is_and_shares_its_sessions_with_the_commands() throws Exception {
        PipedWriter out = new PipedWriter();
        BufferedReader printed = new BufferedReader(new PipedReader(out));
        Shell shell = new Shell(
                directory,
                Map.of("CARNET_COMMAND", "./carnet"),
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(out),
                new PrintWriter(Writer.nullWriter()),
                FixedScreen.NONE,
                InstantSource.system());
        FutureTask<Integer> demo = new FutureTask<>(() -> Carnet.run(shell, "demo", "--port", "0"));
        Thread thread = new Thread(demo, "demo");
        thread.start();
        try {
            URI uri = URI.create(printed.readLine().replaceFirst("^Demo +", ""));
            assertThat(printed.readLine()).startsWith("Sessions").endsWith("DBI in " + directory.resolve("carnet.db"));
            assertThat(printed.readLine()).endsWith("./carnet list, in another terminal");
            assertThat(printed.readLine()).startsWith("Folder").contains(directory.toString());
            assertThat(printed.readLine()).startsWith("Stop").endsWith("Ctrl-C");

            HttpRequest logIn = HttpRequest.newBuilder(uri.resolve("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("user=ada"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(logIn, BodyHandlers.discarding())
                            .statusCode())
                    .isLessThan(400);
            assertThat(Prompt.in(directory)
                            .run("list", "--user", "ada", "--json")
                            .json())
                    .hasSize(1);
        } finally {
            thread.interrupt();
        }
        assertThat(demo.get()).isEqualTo(ExitCode.DONE);
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
