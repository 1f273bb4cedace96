package dev.carnet.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is logged in to the console, in this process's memory. Thread-safe. */
final class Logins {
    /** Without a request for so long, a login ends. */
    private static final Duration IDLE = Duration.ofHours(1);

    private static final int MOST = 200;

    private final Map<String, Seen> logins = new LinkedHashMap<>();
    private final InstantSource clock;

    private record Seen(Login login, Instant at) {}

    Logins(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a login; of too many the one that was not used for the longest time ends. */
    synchronized Login begin(String who, boolean byToken) {
        Instant now = clock.instant();
        logins.values().removeIf(each -> each.at().plus(IDLE).isBefore(now));
        if (logins.size() >= MOST) {
            logins.remove(logins.keySet().iterator().next());
        }
        Login login = Login.of(who, byToken);
        logins.put(login.id(), new Seen(login, now));
        return login;
    }

    synchronized Optional<Login> find(String id) {
        Seen seen = logins.remove(id);
        Instant now = clock.instant();
        if (seen == null || seen.at().plus(IDLE).isBefore(now)) {
            return Optional.empty();
        }
        logins.put(id, new Seen(seen.login(), now));
        return Optional.of(seen.login());
    }

    synchronized void end(Login login) {
        logins.remove(login.id());
    }
}
