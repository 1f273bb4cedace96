package dev.carnet.internal.text;

import java.nio.charset.StandardCharsets;

/** Sizes of texts in UTF-8. */
public final class Utf8 {
    private Utf8() {}

    /** Bytes of a text in UTF-8. */
    public static int length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
