package dev.carnet.benchmarks;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a library is on the class path, for the report. */
public final class Library {
    private static final Pattern ARCHIVE = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    private Library() {}

    /** The name and version of the archive that a class comes from, such as {@code jedis 8.0.2}. */
    public static String of(Class<?> type) {
        String location =
                type.getProtectionDomain().getCodeSource().getLocation().getPath();
        String file = Path.of(location).getFileName().toString();
        Matcher archive = ARCHIVE.matcher(file);
        return archive.matches() ? archive.group(1) + " " + archive.group(2) : file;
    }
}
