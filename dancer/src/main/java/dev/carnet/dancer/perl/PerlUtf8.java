package dev.carnet.dancer.perl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Perl's UTF-8, in which half a surrogate pair is a character like others: three bytes. */
public final class PerlUtf8 {
    private static final int SURROGATE_LEAD = 0xed;

    private PerlUtf8() {}

    /**
     * The text of some bytes.
     *
     * @throws CharacterCodingException if they are no UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        StringBuilder text = new StringBuilder(bytes.length);
        int from = 0;
        for (int at = 0; at + 2 < bytes.length; at++) {
            if (Byte.toUnsignedInt(bytes[at]) == SURROGATE_LEAD && Byte.toUnsignedInt(bytes[at + 1]) >= 0xa0) {
                text.append(strict(bytes, from, at));
                text.append((char) (0xd000 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f)));
                at += 2;
                from = at + 1;
            }
        }
        return text.append(strict(bytes, from, bytes.length)).toString();
    }

    private static String strict(byte[] bytes, int from, int to) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
    }

    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + text.length() / 2);
        text.codePoints().forEach(each -> {
            if (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE) {
                bytes.write(SURROGATE_LEAD);
                bytes.write(0x80 | (each >> 6 & 0x3f));
                bytes.write(0x80 | (each & 0x3f));
            } else {
                bytes.writeBytes(Character.toString(each).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
