package dev.carnet.dancer.cookie;

import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlPlain;
import dev.carnet.dancer.perl.PerlValue;
import dev.carnet.dancer.sereal.Sereal;
import dev.carnet.dancer.sereal.SerealException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.carried.CarriedSession;
import dev.carnet.spi.carried.CarriedSessions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions that Dancer's cookie engines give out, of Dancer 1 and 2. Immutable and thread-safe. */
final class DancerCookies implements CarriedSessions {
    /**
     * For how long a used cookie without an end of its own is remembered after {@link #until}, which somebody may set to a later
     * day. A browser keeps no cookie for longer (RFC 6265bis section 5.5).
     */
    private static final Duration NOTED_LONGER = Duration.ofDays(400);

    /** Which Dancer 1 keeps inside, and which is no id here. */
    private static final String ID = "id";

    private final List<byte[]> secrets;
    private final byte[] idSecret;
    private final @Nullable Instant until;

    /** @param until from when on no cookie counts; null if each says it itself */
    DancerCookies(String secret, @Nullable Instant until) {
        this.secrets = spellings(secret);
        this.idSecret = SecureToken.hmac(secrets.get(0), SecureToken.ascii("Carnet: ids of carried sessions"));
        this.until = until;
    }

    /** Perl's bytes of a secret that is no ASCII depend on how its YAML was read; the MAC tells which they are. */
    private static List<byte[]> spellings(String secret) {
        List<byte[]> spellings = new ArrayList<>();
        spellings.add(secret.getBytes(StandardCharsets.UTF_8));
        byte[] latin1 = secret.getBytes(StandardCharsets.ISO_8859_1);
        if (new String(latin1, StandardCharsets.ISO_8859_1).equals(secret)
                && !Arrays.equals(latin1, spellings.get(0))) {
            spellings.add(latin1);
        }
        return List.copyOf(spellings);
    }

    @Override
    public Optional<CarriedSession> read(String cookie, Instant now) {
        return SecureToken.verified(cookie, secrets).flatMap(token -> {
            Instant own = token.expires();
            Instant end = earlier(own, until);
            if (end == null || now.isAfter(end)) {
                return Optional.empty();
            }
            return Optional.of(session(token, own == null ? end.plus(NOTED_LONGER) : own));
        });
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private CarriedSession session(SecureToken token, Instant noteUntil) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        hash(token).slots().forEach((name, slot) -> {
            try {
                Object value = PerlPlain.of(slot.value());
                if (value != null && !name.equals(ID)) {
                    values.put(name, value);
                }
            } catch (NotPlainException e) {
                unreadable.put(name, "Dancer's cookie holds " + e.getMessage());
            }
        });
        return new CarriedSession(secret(token), values, unreadable, noteUntil);
    }

    private static PerlHash hash(SecureToken token) {
        try {
            PerlValue value = Sereal.read(token.decrypted());
            if (value instanceof PerlHash hash) {
                return hash;
            }
            throw unreadable("what it holds is no hash", null);
        } catch (SerealException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        } catch (GeneralSecurityException e) {
            throw unreadable("it cannot be decrypted", e);
        }
    }

    private static UnreadableSessionException unreadable(String why, @Nullable Exception cause) {
        return new UnreadableSessionException("a cookie of Dancer's is genuine, but cannot be read: " + why, cause);
    }

    /** Nobody who has the cookie alone can tell it. */
    private String secret(SecureToken token) {
        return SecureToken.encoded(SecureToken.hmac(idSecret, SecureToken.ascii(token.mac())));
    }
}
