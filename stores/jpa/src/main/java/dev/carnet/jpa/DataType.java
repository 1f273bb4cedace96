package dev.carnet.jpa;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The types in which an attribute may hold a session's text. */
enum DataType {
    TEXT {
        @Override
        Object stored(String text) {
            return text;
        }

        @Override
        String text(Object stored) {
            return (String) stored;
        }
    },

    /** UTF-8. */
    BYTES {
        @Override
        Object stored(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        String text(Object stored) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap((byte[]) stored))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("no UTF-8", null);
            }
        }
    };

    /** A text as it is stored. */
    abstract Object stored(String text);

    /** The text that is stored as this; throws {@link IllegalArgumentException} if it is none. */
    abstract String text(Object stored);
}
