package dev.carnet.dancer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of a Dancer application: {@code /login/NAME}, {@code /who}, {@code /count}, {@code /logout}. Each request is a process of
 * its own, so that nothing but the store remembers a session.
 *
 * @param script the generation of Dancer
 * @param configuration the application's settings, as JSON
 */
public record PerlPage(String script, String configuration) {
    private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: ([^=;]+)=([^;]*)");

    /**
     * An answer.
     *
     * @param text its status and its body
     * @param cookie the session cookie's value, if it was set
     */
    public record Answer(String text, Optional<String> cookie) {}

    public static PerlPage dancer1(String configuration) {
        Perl.assumeModules("libdancer-perl, libdbd-sqlite3-perl, libredis-perl", "Dancer", "DBD::SQLite", "Redis");
        return new PerlPage("page1.pl", configuration);
    }

    public static PerlPage dancer2(String configuration) {
        Perl.assumeModules(
                "libdancer2-perl, libdbix-class-perl, libdbd-sqlite3-perl", "Dancer2", "DBIx::Class", "DBD::SQLite");
        return new PerlPage("page2.pl", configuration);
    }

    public Answer get(String path, String sessionId) {
        String cookie = sessionId.isEmpty() ? "" : "dancer.session=" + sessionId;
        String output = run("GET", path, cookie);
        Matcher found = COOKIE.matcher(output);
        return new Answer(
                output.substring(output.indexOf("\n\n") < 0 ? 0 : output.indexOf("\n\n"))
                        .strip(),
                found.find() ? Optional.of(found.group(2)) : Optional.empty());
    }

    private String run(String... request) {
        try {
            Process perl = new ProcessBuilder(List.of(
                            "perl", Perl.file(script).toString(), configuration, request[0], request[1], request[2]))
                    .redirectError(new File("target", "perl-errors.txt"))
                    .start();
            String output = new String(perl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!perl.waitFor(60, TimeUnit.SECONDS) || perl.exitValue() != 0) {
                throw new AssertionError(script + " " + request[1] + " failed; see target/perl-errors.txt: " + output);
            }
            return "\n" + output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
