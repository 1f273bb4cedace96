package dev.carnet.testkit;

import dev.carnet.SessionId;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.carried.CarriedSession;
import dev.carnet.spi.carried.CarriedSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions in cookies of another framework: {@code seal~user~second}. The seal stands for a signature. Immutable and
 * thread-safe.
 */
final class CarriedCookies implements CarriedSessions {
    private static final String GENUINE = "genuineSeal";
    private static final String BROKEN = "genuineSealButBroken";

    /** A cookie that is accepted until an instant. */
    static SessionId of(String user, Instant end) {
        return SessionId.of(String.join("~", GENUINE, user, "" + end.getEpochSecond()));
    }

    /** A genuine cookie that cannot be read. */
    static SessionId broken(Instant end) {
        return SessionId.of(String.join("~", BROKEN, "ada", "" + end.getEpochSecond()));
    }

    @Override
    public Optional<CarriedSession> read(String cookie, Instant now) {
        String[] parts = cookie.split("~", -1);
        if (parts.length != 3 || !parts[0].startsWith(GENUINE)) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[2]));
        if (now.isAfter(end)) {
            return Optional.empty();
        }
        if (parts[0].equals(BROKEN)) {
            throw new UnreadableSessionException("a genuine cookie cannot be read", null);
        }
        Map<String, Object> values = Map.of("user", parts[1], "cart", List.of("book", 2), "__carnet:x", "reserved");
        return Optional.of(new CarriedSession("secret of " + cookie, values, Map.of("code", "it is code"), end));
    }
}
