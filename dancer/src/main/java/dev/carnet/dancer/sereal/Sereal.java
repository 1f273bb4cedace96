package dev.carnet.dancer.sereal;

import dev.carnet.dancer.perl.PerlValue;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Documents of Perl's Sereal, versions 1 to 5, plain or compressed with Snappy or zlib. See <a
 * href="https://github.com/Sereal/Sereal/blob/master/sereal_spec.pod">its specification</a>.
 */
public final class Sereal {
    private static final byte[] MAGIC = {'=', 's', 'r', 'l'};

    /** Since version 3, so that a document that was decoded as UTF-8 is told from one that was not. */
    private static final byte[] MAGIC_3 = {'=', (byte) 0xf3, 'r', 'l'};

    private static final int NEWEST = 5;
    private static final int PLAIN = 0;
    private static final int SNAPPY = 1;
    private static final int SNAPPY_WITH_LENGTH = 2;
    private static final int ZLIB = 3;

    /** What of a session fits a cookie is far less, however well it compresses. */
    private static final int MOST_BYTES = 1 << 20;

    private Sereal() {}

    /**
     * The value that a document holds; for a reference, what it refers to. What it costs is bounded, whatever the bytes are.
     *
     * @throws SerealException if there is none
     */
    public static PerlValue read(byte[] document) throws SerealException {
        try {
            return bounded(document).target();
        } catch (StackOverflowError e) {
            throw new SerealException("the value is nested too deep for this thread's stack");
        }
    }

    private static PerlValue bounded(byte[] document) throws SerealException {
        SerealBytes source = new SerealBytes(document);
        byte[] magic = source.take(MAGIC.length);
        int byteOfVersion = source.unsigned();
        int version = byteOfVersion & 0xf;
        if (!Arrays.equals(magic, version < 3 ? MAGIC : MAGIC_3) || version < 1 || version > NEWEST) {
            throw new SerealException("the value is no Sereal of the versions 1 to " + NEWEST);
        }
        int suffix = source.count(1);
        source.goTo(source.position() + suffix);
        int header = source.position();
        byte[] body = body(byteOfVersion >> 4, source);
        // Version 1 counts from the document's beginning, later ones count the body's first byte as 1.
        return new SerealReader(new SerealBytes(body), version == 1 ? header : 1).read();
    }

    private static byte[] body(int encoding, SerealBytes source) throws SerealException {
        return switch (encoding) {
            case PLAIN -> source.take(source.left());
            case SNAPPY -> Snappy.uncompress(source.take(source.left()), MOST_BYTES);
            case SNAPPY_WITH_LENGTH -> Snappy.uncompress(source.take(source.count(1)), MOST_BYTES);
            case ZLIB -> inflated(source);
            default ->
                throw new SerealException(
                        "the value is compressed in a way that cannot be read here; Snappy and zlib can");
        };
    }

    private static byte[] inflated(SerealBytes source) throws SerealException {
        long length = source.varint();
        if (length < 0 || length > MOST_BYTES) {
            throw new SerealException("the value has more than " + MOST_BYTES + " bytes");
        }
        byte[] body = new byte[(int) length];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(source.take(source.count(1)));
            if (inflater.inflate(body) != body.length) {
                throw new SerealException("the value ends too early");
            }
            return body;
        } catch (DataFormatException e) {
            throw new SerealException("the value is not compressed as it says");
        } finally {
            inflater.end();
        }
    }
}
