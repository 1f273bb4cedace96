package dev.carnet.json.form;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Replaces escaped surrogates ({@code \ud83d}) by their characters. In names, Jackson rejects an escaped unpaired
 * surrogate, which Java strings, and therefore map keys, may contain.
 */
final class SurrogateEscapes {
    private static final int ESCAPE_LENGTH = 6;

    private SurrogateEscapes() {}

    static boolean isIn(byte[] json) {
        for (int i = 0; i + ESCAPE_LENGTH <= json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd' && json[i + 3] >= '8') {
                return true;
            }
        }
        return false;
    }

    /**
     * The JSON with escapes replaced by characters.
     *
     *
     * @throws CharacterCodingException if the bytes are no UTF-8
     */
    static String replaced(byte[] json) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(json))
                .toString();
        StringBuilder replaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                replaced.append(c);
            } else if (isSurrogate(text, i)) {
                replaced.append((char) Integer.parseInt(text, i + 2, i + ESCAPE_LENGTH, 16));
                i += ESCAPE_LENGTH - 1;
            } else {
                replaced.append(c);
                if (++i < text.length()) {
                    replaced.append(text.charAt(i));
                }
            }
        }
        return replaced.toString();
    }

    private static boolean isSurrogate(String text, int at) {
        if (at + ESCAPE_LENGTH > text.length() || text.charAt(at + 1) != 'u') {
            return false;
        }
        for (int i = at + 2; i < at + ESCAPE_LENGTH; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return Character.isSurrogate((char) Integer.parseInt(text, at + 2, at + ESCAPE_LENGTH, 16));
    }
}
