package dev.carnet.jpa.mappings;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Converters as applications have them. */
public final class Converters {
    private Converters() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Equal texts have equal columns. */
    @Converter
    public static class Base64Text implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String value) {
            return value == null ? null : Base64.getEncoder().encodeToString(bytes(value));
        }

        @Override
        public String convertToEntityAttribute(String stored) {
            return stored == null ? null : text(Base64.getDecoder().decode(stored));
        }
    }

    /** The same behind a prefix. */
    @Converter
    public static class Prefixed implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String value) {
            return value == null ? null : "web:" + value;
        }

        @Override
        public String convertToEntityAttribute(String stored) {
            return stored == null ? null : stored.strip().substring(4);
        }
    }

    /** AES-GCM with a random nonce: equal texts have different columns. */
    @Converter
    public static class Encrypted implements AttributeConverter<String, String> {
        private static final SecretKeySpec KEY = new SecretKeySpec(bytes("0123456789abcdef"), "AES");
        private static final SecureRandom RANDOM = new SecureRandom();

        @Override
        public String convertToDatabaseColumn(String value) {
            if (value == null) {
                return null;
            }
            byte[] nonce = new byte[12];
            RANDOM.nextBytes(nonce);
            byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, bytes(value));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(12 + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        }

        @Override
        public String convertToEntityAttribute(String stored) {
            if (stored == null) {
                return null;
            }
            byte[] all = Base64.getDecoder().decode(stored);
            return text(
                    run(Cipher.DECRYPT_MODE, Arrays.copyOfRange(all, 0, 12), Arrays.copyOfRange(all, 12, all.length)));
        }

        private static byte[] run(int mode, byte[] nonce, byte[] input) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, KEY, new GCMParameterSpec(128, nonce));
                return cipher.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A text as compressed bytes. */
    @Converter
    public static class Compressed implements AttributeConverter<String, byte[]> {
        @Override
        public byte[] convertToDatabaseColumn(String value) {
            if (value == null) {
                return null;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(bytes(value));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }

        @Override
        public String convertToEntityAttribute(byte[] stored) {
            if (stored == null) {
                return null;
            }
            try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                return text(zip.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** For every text of the unit that names no other converter. */
    @Converter(autoApply = true)
    public static class EveryText implements AttributeConverter<String, String> {
        private final Prefixed prefixed = new Prefixed();

        @Override
        public String convertToDatabaseColumn(String value) {
            return prefixed.convertToDatabaseColumn(value);
        }

        @Override
        public String convertToEntityAttribute(String stored) {
            return prefixed.convertToEntityAttribute(stored);
        }
    }
}
