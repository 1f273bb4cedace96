package dev.carnet.dancer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Perl of this machine. */
public final class Perl {
    private Perl() {}

    /** Skips a test where Perl or one of these modules is not installed. */
    public static void assumeModules(String debianPackages, String... modules) {
        List<String> command = new ArrayList<>(List.of("perl"));
        for (String each : modules) {
            command.add("-M" + each);
        }
        command.addAll(List.of("-e", "1"));
        boolean isThere;
        try {
            isThere = run(command, new byte[0]).code == 0;
        } catch (IOException noPerl) {
            isThere = false;
        }
        assumeTrue(isThere, "Perl's " + String.join(", ", modules) + " not installed; Debian has " + debianPackages);
    }

    /** What a script prints, given some input; fails where it fails. */
    public static byte[] run(String script, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("perl", "-w", "-e", script));
        command.addAll(List.of(arguments));
        return checked(command, input);
    }

    /** What a script in the test resources prints; fails where it fails. */
    public static String runFile(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("perl", "-w", file(name).toString()));
        command.addAll(List.of(arguments));
        return new String(checked(command, new byte[0]), StandardCharsets.UTF_8);
    }

    /** A script in the test resources. */
    public static Path file(String name) {
        return Path.of("src/test/resources/perl").resolve(name).toAbsolutePath();
    }

    private static byte[] checked(List<String> command, byte[] input) {
        try {
            Result result = run(command, input);
            if (result.code != 0) {
                throw new AssertionError("perl ended with " + result.code + ": " + result.output);
            }
            return result.output.getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @param output a byte a character */
    private record Result(int code, String output) {}

    private static Result run(List<String> command, byte[] input) throws IOException {
        Process perl = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream into = perl.getOutputStream()) {
            into.write(input);
        }
        String output = new String(perl.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (!perl.waitFor(60, TimeUnit.SECONDS)) {
                perl.destroyForcibly();
                throw new AssertionError("perl does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Result(perl.exitValue(), output);
    }
}
