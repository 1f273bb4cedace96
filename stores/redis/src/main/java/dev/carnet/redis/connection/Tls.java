package dev.carnet.redis.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * The encryption of connections. The server's certificate must be trusted and match its host name. Files are read for
 * each new connection, so a renewed certificate needs no restart.
 *
 * @param authorities a PEM file of the certificates to trust; without it, those that the JVM trusts
 * @param keyStore a PKCS #12 file with the client's certificate and key, for a server that requires them
 * @param keyStorePassword the password of the key store
 */
public record Tls(Optional<Path> authorities, Optional<Path> keyStore, String keyStorePassword) {
    private static final String PKCS12 = "PKCS12";

    /** For a store of certificates that are no secret, and that only this process sees. */
    private static final char[] NO_SECRET = {'-'};

    public SslOptions options() {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        authorities.ifPresent(file -> options.trustStoreType(PKCS12).truststore(() -> trustStore(file), NO_SECRET));
        keyStore.ifPresent(
                file -> options.keyStoreType(PKCS12).keystore(file.toFile(), keyStorePassword.toCharArray()));
        return options.build();
    }

    /** Throws {@link IllegalArgumentException} if a file cannot be used. */
    public Tls checked() {
        try {
            options().createSslContext();
            return this;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("it cannot be used: " + e, e);
        }
    }

    private static InputStream trustStore(Path pem) throws IOException {
        try (InputStream file = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (certificates.isEmpty()) {
                throw new CertificateException("there is no certificate in " + pem);
            }
            KeyStore store = KeyStore.getInstance(PKCS12);
            store.load(null, null);
            for (Certificate each : certificates) {
                store.setCertificateEntry("authority " + store.size(), each);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, NO_SECRET);
            return new ByteArrayInputStream(bytes.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of " + pem + " cannot be read: " + e.getMessage(), e);
        }
    }
}
