package dev.carnet.redis;

import dev.carnet.spi.document.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * Converts texts to bytes without collisions: to UTF-8, or to a JSON string if the text contains an unpaired surrogate
 * or begins with a quote.
 */
final class Text {
    private Text() {}

    static byte[] bytes(String text) {
        String plain = text.startsWith("\"") || hasLoneSurrogate(text) ? JsonObject.quote(text) : text;
        return plain.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return false;
    }

    static String of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith("\"")) {
            return text;
        }
        try {
            return JsonObject.unquote(text);
        } catch (IllegalArgumentException somebodyElsesText) {
            return text;
        }
    }
}
