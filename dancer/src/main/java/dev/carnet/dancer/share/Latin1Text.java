package dev.carnet.dancer.share;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Text in UTF-8 that Perl has sent over a connection which the database takes for latin1: each byte was stored as a character,
 * {@code é} as {@code Ã©}. MySQL's latin1 is Windows-1252, with the five bytes that has none for as they are.
 */
public final class Latin1Text {
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int BYTES = 0x100;
    private static final Map<Character, Byte> BYTE_OF = bytes();

    private Latin1Text() {}

    private static Map<Character, Byte> bytes() {
        Map<Character, Byte> bytes = new HashMap<>();
        for (int each = FIRST_BEYOND_ASCII; each < BYTES; each++) {
            String text = new String(new byte[] {(byte) each}, Charset.forName("windows-1252"));
            bytes.put((char) each, (byte) each);
            bytes.put(text.charAt(0), (byte) each);
        }
        bytes.remove('\ufffd');
        return Map.copyOf(bytes);
    }

    /** Whether a text is in part such a text. */
    public static boolean isIn(String text) {
        return !repaired(text).equals(text);
    }

    /** The text as Perl meant it. What is none of that in it, stays as it is. */
    static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length()
                    && (text.charAt(end) < FIRST_BEYOND_ASCII) == (text.charAt(at) < FIRST_BEYOND_ASCII)) {
                end++;
            }
            String run = text.substring(at, end);
            repaired.append(text.charAt(at) < FIRST_BEYOND_ASCII ? run : repairedRun(run));
            at = end;
        }
        return repaired.toString();
    }

    /** UTF-8 that is cut off by an ASCII character is none, so what belongs together stands together. */
    private static String repairedRun(String run) {
        byte[] bytes = new byte[run.length()];
        for (int i = 0; i < bytes.length; i++) {
            Byte each = BYTE_OF.get(run.charAt(i));
            if (each == null) {
                return run;
            }
            bytes[i] = each;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notDoubled) {
            return run;
        }
    }
}
