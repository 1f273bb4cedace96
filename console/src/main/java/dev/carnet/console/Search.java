package dev.carnet.console;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.setup.Setting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator looks for, as it was typed. Empty fields do not count.
 *
 * @param idle the least time since the last access
 * @param age the least time since it began
 * @param attribute an attribute's name
 * @param value what that attribute is; counts with a name only
 * @param state {@code live}, {@code expired} or {@code all}
 */
record Search(String user, String idle, String age, String attribute, String value, String state) {
    static final int LONGEST_FIELD = 1000;
    private static final Setting<Duration> DURATION = Setting.duration("duration");

    /** Reads the fields of a form; a field that is missing is empty. */
    static Search of(Function<String, String> field) {
        String state = field.apply("state");
        return new Search(
                field.apply("user"),
                field.apply("idle"),
                field.apply("age"),
                field.apply("attribute"),
                field.apply("value"),
                state.isEmpty() ? "live" : state);
    }

    /**
     * What the store is asked: for a user at most, which it has an index for. Everything else it would look for itself in one
     * go, however long that takes.
     */
    SessionQuery query() {
        SessionQuery query = user.isEmpty() ? SessionQuery.ALL : SessionQuery.ALL.ofPrincipal(user);
        return looksInside() ? query.withAttributes() : query;
    }

    /** Whether attributes are needed. */
    boolean looksInside() {
        return !attribute.isEmpty();
    }

    /** Whether the console itself must look at what the store gives. */
    boolean sifts() {
        return looksInside() || !age.isEmpty() || !idle.isEmpty() || state.equals("expired");
    }

    /**
     * What the store is not asked for.
     *
     * @throws RefusedRequestException if a field says nothing that can be looked for
     */
    Sieve sieve(ConsoleStore console, AttributeJson values, Masks masks) {
        if (looksInside() && masks.hides(attribute)) {
            throw new RefusedRequestException(
                    400,
                    "Attributes of this name are masked, so you cannot search by them: the result would reveal the"
                            + " value.");
        }
        Instant now = console.now();
        Duration oldest = duration("Older than", age);
        SessionQuery headers = headers(console, now);
        return session -> headers.matches(session.header())
                && (oldest == null || !session.header().createdAt().isAfter(now.minus(oldest)))
                && (!looksInside() || holds(session, values));
    }

    private SessionQuery headers(ConsoleStore console, Instant now) {
        SessionQuery query =
                switch (state) {
                    case "live" -> console.sessions().live(SessionQuery.ALL);
                    case "expired" -> console.sessions().expired(SessionQuery.ALL);
                    case "all" -> SessionQuery.ALL;
                    default -> throw new RefusedRequestException(400, "The state must be live, expired or all.");
                };
        Duration idleFor = duration("Idle for", idle);
        return idleFor == null ? query : query.idleSince(now.minus(idleFor));
    }

    /** Tells which of the sessions that the store gave are meant. */
    @FunctionalInterface
    interface Sieve {
        boolean lets(SessionRecord session);
    }

    private boolean holds(SessionRecord session, AttributeJson values) {
        Encoded stored = session.attributes().get(attribute);
        return stored != null
                && (value.isEmpty() || MaskedJson.isScalar(values.of(stored).bytes(), value));
    }

    private static @Nullable Duration duration(String label, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return DURATION.read(text.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(
                    400, label + ": '" + text + "' is not a duration; allowed is " + DURATION.allowed());
        }
    }

    /** These fields in a link, a cursor after them. */
    String link(String cursor) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", user);
        fields.put("idle", idle);
        fields.put("age", age);
        fields.put("attribute", attribute);
        fields.put("value", value);
        fields.put("state", state);
        fields.put("after", cursor);
        return fields.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
