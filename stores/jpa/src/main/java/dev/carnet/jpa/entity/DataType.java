package dev.carnet.jpa.entity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The types in which an attribute may hold a session's text. */
public enum DataType {
    TEXT {
        @Override
        public Object stored(String text) {
            return text;
        }

        @Override
        public String text(Object stored) {
            return (String) stored;
        }
    },

    /** UTF-8. */
    BYTES {
        @Override
        public Object stored(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String text(Object stored) {
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
    public abstract Object stored(String text);

    /** The text of a stored value; throws {@link IllegalArgumentException} if it is not a text. */
    public abstract String text(Object stored);
}
