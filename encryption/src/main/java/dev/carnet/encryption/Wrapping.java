package dev.carnet.encryption;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The form of encrypted bytes in a store's encoding: a JSON string in base64url, BSON binary data, or bytes. */
enum Wrapping {
    TEXT {
        @Override
        byte[] wrap(byte[] encrypted) {
            return ('"' + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted) + '"')
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        byte @Nullable [] unwrap(byte[] stored) {
            int last = stored.length - 1;
            if (last < 1 || stored[0] != '"' || stored[last] != '"') {
                return null;
            }
            try {
                return Base64.getUrlDecoder().decode(new String(stored, 1, last - 1, StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    },

    /** A document with one element under the empty name: length, type, name, length of the data, subtype, data, end. */
    BINARY {
        private static final int HEAD = 4 + 1 + 1 + 4 + 1;
        private static final byte BINARY_DATA = 5;

        @Override
        byte[] wrap(byte[] encrypted) {
            int length = HEAD + encrypted.length + 1;
            return ByteBuffer.allocate(length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .put(BINARY_DATA)
                    .put((byte) 0)
                    .putInt(encrypted.length)
                    .put((byte) 0)
                    .put(encrypted)
                    .put((byte) 0)
                    .array();
        }

        @Override
        byte @Nullable [] unwrap(byte[] stored) {
            ByteBuffer document = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
            int data = stored.length - HEAD - 1;
            if (data < 0 || document.get(4) != BINARY_DATA || document.getInt(6) != data) {
                return null;
            }
            byte[] encrypted = new byte[data];
            document.get(HEAD, encrypted);
            return encrypted;
        }
    },

    BYTES {
        @Override
        byte[] wrap(byte[] encrypted) {
            return encrypted;
        }

        @Override
        byte @Nullable [] unwrap(byte[] stored) {
            return stored;
        }
    };

    static Wrapping of(Encoding encoding) {
        return switch (encoding) {
            case JSON_TEXT, JSON_GRAPH -> TEXT;
            case BSON -> BINARY;
            case BYTES -> BYTES;
        };
    }

    /** @param encrypted not copied */
    abstract byte[] wrap(byte[] encrypted);

    /** The wrapped bytes; null if this is not a wrapped value. */
    abstract byte @Nullable [] unwrap(byte[] stored);

    Encoded sealed(byte[] encrypted) {
        return Encoded.of(wrap(encrypted), Encoded.SEALED);
    }
}
