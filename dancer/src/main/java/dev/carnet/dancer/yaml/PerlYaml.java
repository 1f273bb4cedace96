package dev.carnet.dancer.yaml;

import dev.carnet.dancer.perl.PerlStored;
import dev.carnet.dancer.perl.PerlValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A value as one of Perl's modules for YAML keeps it.
 *
 * @param module whose YAML it is
 * @param root the value
 * @param charset how its characters are stored: as UTF-8, or each as one byte, as Perl prints to a file without a layer
 */
public record PerlYaml(Module module, PerlValue root, Charset charset) implements PerlStored {
    /** What Perl takes a scalar for. */
    public enum Module {
        /** Dancer's: what looks like a number is one. */
        YAML,
        /** KiokuDB's, on libyaml: what stands in quotes is a text. */
        YAML_XS
    }

    /** A value to be written in UTF-8 for the module YAML. */
    public static PerlYaml of(PerlValue root) {
        return of(Module.YAML, root);
    }

    /** A value to be written in UTF-8. */
    public static PerlYaml of(Module module, PerlValue root) {
        return new PerlYaml(module, root, StandardCharsets.UTF_8);
    }

    /** What the module YAML has written; see {@link #read(Module, byte[])}. */
    public static PerlYaml read(byte[] bytes) {
        return read(Module.YAML, bytes);
    }

    /**
     * The value that makes up all of these bytes. Reads are bounded: their cost grows with the bytes alone.
     *
     * @throws IllegalArgumentException if there is none; the message shows none of the bytes
     */
    public static PerlYaml read(Module module, byte[] bytes) {
        String text;
        Charset charset = StandardCharsets.UTF_8;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            charset = StandardCharsets.ISO_8859_1;
            text = new String(bytes, charset);
        }
        return new PerlYaml(module, PerlYamlReader.read(module, text), charset);
    }

    @Override
    public byte[] write() {
        String text = PerlYamlWriter.write(module, root);
        boolean fits = charset.newEncoder().canEncode(text);
        return text.getBytes(fits ? charset : StandardCharsets.UTF_8);
    }

    /** Without the value, which may be personal. */
    @Override
    public String toString() {
        return "PerlYaml[" + module + ", " + charset + "]";
    }
}
