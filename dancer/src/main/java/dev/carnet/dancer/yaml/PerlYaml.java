package dev.carnet.dancer.yaml;

import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A value as the module YAML keeps it.
 *
 * @param root the value
 * @param charset how its characters are stored: as UTF-8, or each as one byte, as Perl prints to a file without a layer
 */
public record PerlYaml(PerlValue root, Charset charset) implements PerlStored {
    /** A value to be written in UTF-8. */
    public static PerlYaml of(PerlValue root) {
        return new PerlYaml(root, StandardCharsets.UTF_8);
    }

    /**
     * The value that makes up all of these bytes. Reads are bounded: their cost grows with the bytes alone.
     *
     * @throws IllegalArgumentException if there is none; the message shows none of the bytes
     */
    public static PerlYaml read(byte[] bytes) {
        String text;
        Charset charset = StandardCharsets.UTF_8;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            charset = StandardCharsets.ISO_8859_1;
            text = new String(bytes, charset);
        }
        return new PerlYaml(PerlYamlReader.read(text), charset);
    }

    @Override
    public byte[] write() {
        String text = PerlYamlWriter.write(root);
        boolean fits = charset.newEncoder().canEncode(text);
        return text.getBytes(fits ? charset : StandardCharsets.UTF_8);
    }

    /** Without the value, which may be personal. */
    @Override
    public String toString() {
        return "PerlYaml[" + charset + "]";
    }
}
