package dev.carnet.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON in ASCII while it is being written. Not thread-safe. */
public final class AsciiJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes;
    private int count;

    /** @param expected about how long it will be */
    public AsciiJson(int expected) {
        bytes = new byte[Math.max(LONGEST_ESCAPE, expected)];
    }

    /** An object begins. */
    public AsciiJson begin() {
        return sign('{');
    }

    public AsciiJson end() {
        return sign('}');
    }

    /** The name of the object's next member. */
    public AsciiJson name(String name) {
        if (count > 1) {
            sign(',');
        }
        return quoted(name).sign(':');
    }

    /** A text as a JSON string. */
    public AsciiJson quoted(String text) {
        sign('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                sign('\\').sign(c);
            } else if (c < 0x20) {
                escape(c);
            } else {
                ascii(c);
            }
        }
        return sign('"');
    }

    /** A value's JSON: outside of strings it is ASCII anyway, and inside them an escape means the same. */
    public AsciiJson value(String json) {
        for (int i = 0; i < json.length(); i++) {
            ascii(json.charAt(i));
        }
        return this;
    }

    /** A value's JSON, a part of an array of UTF-8. */
    public AsciiJson value(byte[] utf8, int from, int to) {
        if (!Ascii.needsNoEscape(utf8, from, to)) {
            return value(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }
        reserve(to - from);
        System.arraycopy(utf8, from, bytes, count, to - from);
        count += to - from;
        return this;
    }

    private void ascii(char c) {
        if (c < 0x7f) {
            sign(c);
        } else {
            escape(c);
        }
    }

    private void escape(char c) {
        sign('\\').sign('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            sign((char) HEX[(c >> shift) & 15]);
        }
    }

    private AsciiJson sign(char ascii) {
        reserve(1);
        bytes[count++] = (byte) ascii;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - count < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }
}
