package dev.carnet.dancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the original engines have stored; their README says what it means. */
public final class Fixtures {
    private Fixtures() {}

    public static Path path(String name) {
        return Path.of("src/test/resources/dancer").resolve(name);
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** Every value of the session that the engines stored, as JSON in ASCII, where the engine has nothing of its own. */
    public static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ascii", "\"plain\"");
        values.put("latin", "\"caf\\u00e9\"");
        values.put("str", "\"h\\u00e9llo \\u2603 \\ud83d\\ude00\"");
        values.put("numstr", "\"0042\"");
        values.put("int", "42");
        values.put("neg", "-7");
        values.put("big", "9007199254740993");
        values.put("float", "3.25");
        values.put("empty", "\"\"");
        values.put("nothing", "null");
        values.put("t", "\"1\"");
        values.put("f", "\"\"");
        values.put("eh", "{}");
        values.put("el", "[]");
        values.put("hash", "{\"k\":\"v\"}");
        values.put("list", "[1,\"two\",null,{\"deep\":\"x\"}]");
        return values;
    }
}
