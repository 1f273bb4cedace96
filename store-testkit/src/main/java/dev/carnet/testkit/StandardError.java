package dev.carnet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What is printed to standard error, where SLF4J's simple logger writes. Not for tests that run in parallel. */
public final class StandardError {
    private StandardError() {}

    /** Returns what is printed while something runs. */
    public static String during(Runnable work) {
        PrintStream usual = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(usual);
        }
        return printed.toString(UTF_8);
    }
}
