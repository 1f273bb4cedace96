package dev.carnet.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds what a misspelt word was meant to be. Case does not count, {@code -} is as good as {@code _}. */
final class Spelling {
    private static final int SHORT = 5;

    private Spelling() {}

    /** The nearest right word for one that is known to be wrong; none if all are far. */
    static Optional<String> nearest(String written, Collection<String> right) {
        return right.stream()
                .filter(each -> isWithin(Math.max(1, each.length() / 4), written, each))
                .min(Comparator.comparingInt(each -> distance(written, each)));
    }

    /**
     * Whether a word that may be right elsewhere can hardly be meant otherwise: a single slip, or two in a long word that
     * begins alike. So {@code sesion} is {@code session}, but {@code version} is not. A short word is too near to others:
     * {@code code} is not {@code codec}.
     */
    static boolean isSlip(String written, String right) {
        if (right.length() <= SHORT) {
            return false;
        }
        boolean longAndAlike = right.length() > 7
                && !written.isEmpty()
                && plain(written).charAt(0) == plain(right).charAt(0);
        return isWithin(longAndAlike ? 2 : 1, written, right);
    }

    /** A question to end a message with, or nothing. */
    static String didYouMean(String written, Collection<String> right) {
        return nearest(written, right).map(each -> "did you mean " + each + "?").orElse("");
    }

    /** Whether a few slips make one word the other. To reckon that takes long for long words, which differ in length first. */
    private static boolean isWithin(int slips, String written, String right) {
        return Math.abs(written.length() - right.length()) <= slips && distance(written, right) <= slips;
    }

    private static int distance(String written, String right) {
        return new DamerauLevenshteinDistance().apply(plain(written), plain(right));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
