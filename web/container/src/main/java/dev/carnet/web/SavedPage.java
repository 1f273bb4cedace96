package dev.carnet.web;

import dev.carnet.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request that a FORM login has interrupted, as it is kept in a session: plain values without cookies and credentials.
 * Immutable; whoever reads the body takes a duplicate.
 *
 * @param values method, addresses and the like, by names of the container's choice
 * @param headers name to values
 * @param body null if there is none
 */
public record SavedPage(
        Map<String, String> values,
        Map<String, List<String>> headers,
        @Nullable ByteBuffer body) {
    private static final String KEPT_AS = "saved_request";
    private static final Set<String> SECRET =
            Set.of("cookie", "cookie2", "authorization", "proxy-authorization", "x-auth-token");

    public SavedPage {
        values = Map.copyOf(values);
        Map<String, List<String>> harmless = new LinkedHashMap<>();
        headers.forEach((name, each) -> {
            if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                harmless.put(name, List.copyOf(each));
            }
        });
        headers = harmless;
    }

    /** A value; null if there is none. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** What a session keeps; empty if it keeps nothing. */
    public static Optional<SavedPage> in(Session session) {
        if (!(session.containerValue(KEPT_AS) instanceof Map<?, ?> kept)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        kept.forEach((name, value) -> {
            if (value instanceof String text) {
                values.put(String.valueOf(name), text);
            }
        });
        String body = values.remove("body");
        if (kept.get("headers") instanceof Map<?, ?> all) {
            all.forEach((name, each) -> {
                List<String> texts = new ArrayList<>();
                if (each instanceof List<?> list) {
                    list.forEach(value -> texts.add(String.valueOf(value)));
                }
                headers.put(String.valueOf(name), texts);
            });
        }
        return Optional.of(new SavedPage(
                values,
                headers,
                body == null
                        ? null
                        : ByteBuffer.wrap(Base64.getDecoder().decode(body)).asReadOnlyBuffer()));
    }

    /** Keeps it in a session. */
    public void keepIn(Session session) {
        Map<String, Object> kept = new LinkedHashMap<>(values);
        kept.put("headers", headers);
        if (body != null) {
            ByteBuffer encoded = Base64.getEncoder().encode(body.duplicate());
            kept.put("body", StandardCharsets.US_ASCII.decode(encoded).toString());
        }
        session.setContainerValue(KEPT_AS, kept);
    }

    public static void removeFrom(Session session) {
        session.setContainerValue(KEPT_AS, null);
    }
}
