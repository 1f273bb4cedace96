package dev.carnet.fuzzing;

import java.nio.charset.StandardCharsets;

/** What inputs of several parts look like. */
public final class Text {
    private Text() {}

    /** The input as UTF-8; what is none is replaced. */
    public static String of(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** The first line and what follows it; if there is one line, nothing and that. */
    static String[] headed(byte[] input) {
        String text = of(input);
        int end = text.indexOf('\n');
        return end < 0 ? new String[] {"", text} : new String[] {text.substring(0, end), text.substring(end + 1)};
    }
}
