package dev.carnet.spi.decorate;

import dev.carnet.spi.SessionHeader;
import java.security.SecureRandom;

/**
 * Generates the version of a write: for the engine, and for whoever writes a record without it, such as a decorator that
 * moves or re-encrypts sessions. Thread-safe.
 */
public final class Versions {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Versions() {}

    /** A random version, never {@link SessionHeader#UNVERSIONED}. */
    public static long next() {
        long version;
        do {
            version = RANDOM.nextLong();
        } while (version == SessionHeader.UNVERSIONED);
        return version;
    }
}
