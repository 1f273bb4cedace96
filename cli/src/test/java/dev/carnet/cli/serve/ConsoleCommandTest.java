package dev.carnet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.RunningDemo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConsoleCommandTest {
    private static final String TOKEN = "a-token-for-tests-0123456789";

    @TempDir
    private Path directory;

    @Test
    void the_console_says_where_it_is_and_asks_for_its_token() throws Exception {
        DemoDatabase.in(directory);
        try (RunningDemo console = RunningDemo.console(directory)) {
            assertThat(console.uri().getHost()).isEqualTo("localhost");
            String token = console.printed().readLine().replaceFirst("^Token +", "");
            assertThat(token).matches("[A-Za-z0-9_-]{32}");
            assertThat(console.printed().readLine()).endsWith("JDBC in " + directory.resolve("carnet.db"));
            assertThat(console.printed().readLine()).startsWith("Stop").endsWith("Ctrl-C");

            assertThat(console.get("/sessions").body())
                    .contains("name=\"token\"")
                    .doesNotContain(token);
            assertThat(console.post("/login", "token=wrong").statusCode()).isEqualTo(403);
            assertThat(console.post("/login", "token=" + token).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_token_of_ones_own_is_not_printed() throws Exception {
        DemoDatabase.in(directory);
        try (RunningDemo console = RunningDemo.console(directory, "--token", TOKEN)) {
            assertThat(console.printed().readLine()).startsWith("Token").endsWith("the one that you set");
            assertThat(console.post("/login", "token=" + TOKEN).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void what_cannot_be_done_is_said() throws Exception {
        DemoDatabase.in(directory);
        assertThat(Prompt.in(directory).run("console", "--token", "short").err())
                .contains("the token is 5 characters; at least 16 are required");
        assertThat(Prompt.in(directory)
                        .run("console", "--bind", "203.0.113.7", "--port", "0")
                        .err())
                .contains("this machine has no address '203.0.113.7'");
    }
}
