package dev.carnet.internal.record;

import dev.carnet.error.SessionDataException;
import dev.carnet.spi.StoreTraits;

/**
 * Checks that a store can keep a principal exactly. A principal that came back as a different text would escape a
 * revocation, so others are refused when they are set. Unpaired surrogates have no UTF-8 encoding (databases store
 * {@code ?}), and PostgreSQL does not accept NUL; every store refuses both.
 *
 * @param store the store's name, for messages
 * @param longest the maximum length in UTF-16 code units
 */
public record PrincipalRule(String store, int longest) {
    public static PrincipalRule of(StoreTraits traits) {
        return new PrincipalRule(traits.name(), traits.maxPrincipalLength());
    }

    /** Throws {@link SessionDataException} for a principal that the store would not keep as it is. */
    public void check(String principal) {
        if (principal.length() > longest) {
            throw new SessionDataException("a principal has at most " + longest + " characters in " + store + ", not "
                    + principal.length() + ": set a shorter name, or widen its column");
        }
        int refused = refusedAt(principal);
        if (refused >= 0) {
            throw new SessionDataException(
                    "a principal must not contain NUL or an unpaired surrogate; this one does, at index " + refused
                            + ". Was a text truncated in the middle of a character?");
        }
    }

    /** Whether no store has sessions of a principal, so that none need be asked. */
    public static boolean isNobody(String principal) {
        return refusedAt(principal) >= 0;
    }

    private static int refusedAt(String principal) {
        for (int i = 0; i < principal.length(); i++) {
            char c = principal.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < principal.length()
                    && Character.isLowSurrogate(principal.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
