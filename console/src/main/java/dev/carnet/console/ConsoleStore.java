package dev.carnet.console;

import dev.carnet.SessionDirectory;
import dev.carnet.audit.AuditTrail;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the console works on.
 *
 * @param store whose pages are read one by one
 * @param sessions the same store's, which are ended
 * @param options that they are kept by
 * @param trail of an operator who is not known yet
 */
record ConsoleStore(
        SessionStore store, SessionDirectory sessions, SessionOptions options, InstantSource clock, AuditTrail trail) {

    Instant now() {
        return clock.instant();
    }

    /** How long ago something was. */
    Duration since(Instant instant) {
        return Duration.between(instant, now());
    }
}
