package dev.carnet.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

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
        return slips(plain(written), plain(right));
    }

    /**
     * The optimal string alignment distance: how many characters are missing, too many, others, or changed places with their
     * neighbour. Row by row of the table of all beginnings, of which three rows are kept.
     */
    private static int slips(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], last[j]));
                boolean isSwapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = isSwapped ? Math.min(row[j], beforeLast[j - 2] + 1) : row[j];
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
