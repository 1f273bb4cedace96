package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import dev.carnet.cli.terminal.Shell;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * {@code carnet demo} in a thread of its own, until it is closed.
 *
 * @param thread interrupted to end it
 * @param demo its exit code
 * @param printed what it prints, from the second line on
 * @param uri where it is, which the first line says
 */
public record RunningDemo(Thread thread, FutureTask<Integer> demo, BufferedReader printed, URI uri)
        implements AutoCloseable {

    public static RunningDemo in(Path directory, String... options) throws Exception {
        return start("demo", directory, options);
    }

    /** {@code carnet console} in place of the demo. */
    public static RunningDemo console(Path directory, String... options) throws Exception {
        return start("console", directory, options);
    }

    private static RunningDemo start(String command, Path directory, String... options) throws Exception {
        PipedWriter out = new PipedWriter();
        BufferedReader printed = new BufferedReader(new PipedReader(out));
        StringWriter err = new StringWriter();
        PrintWriter toTheTest = new PrintWriter(out);
        Shell shell = new Shell(
                directory,
                Map.of("CARNET_COMMAND", "./carnet"),
                new BufferedReader(Reader.nullReader()),
                toTheTest,
                new PrintWriter(err),
                FixedScreen.NONE,
                InstantSource.system());
        String[] arguments = Stream.concat(Stream.of(command, "--port", "0"), Stream.of(options))
                .toArray(String[]::new);
        FutureTask<Integer> demo = new FutureTask<>(() -> {
            try {
                return Carnet.run(shell, arguments);
            } finally {
                toTheTest.close();
            }
        });
        Thread thread = new Thread(demo, command);
        thread.start();
        String first = printed.readLine();
        assertThat(first).as(err.toString()).startsWithIgnoringCase(command);
        return new RunningDemo(thread, demo, printed, URI.create(first.replaceFirst("^\\w+ +", "")));
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri.resolve(path)).build());
    }

    public HttpResponse<String> post(String path, String form) throws Exception {
        return send(HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        thread.interrupt();
        assertThat(demo.get()).isEqualTo(ExitCode.DONE);
    }
}
