package dev.carnet.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JavaLoggingTest {
    /** Logs as libraries do. */
    static final class Library {
        private Library() {}

        public static void main(String[] args) {
            JavaLogging.install();
            Logger eclipseLink = Logger.getLogger("org.eclipse.persistence.session.unit");
            eclipseLink.setLevel(Level.SEVERE); // as it does by itself
            eclipseLink.log(Level.SEVERE, "Local Exception Stack:\n\tat ...", new IOException("down"));
            Logger other = Logger.getLogger("com.example.library");
            other.log(Level.WARNING, "too slow", new IOException("timeout"));
            other.info("started");
        }
    }

    @Test
    void a_warning_is_a_line_without_a_stack_trace_and_what_the_command_says_itself_is_left_out() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Library.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("carnet: too slow\n");
        assertThat(process.waitFor()).isZero();
    }
}
