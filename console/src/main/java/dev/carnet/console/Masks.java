package dev.carnet.console;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names hold what nobody should see: by what is usual, and by a list of one's own. Immutable. */
final class Masks {
    /** What stands in place of a value. */
    static final String MASK = "(masked)";

    private static final Pattern USUAL = Pattern.compile("(?i)pass|secret|token|card|cvv");

    private final List<String> more;

    /** @param more parts of names that hold secrets too; case does not count */
    Masks(Collection<String> more) {
        this.more = more.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }

    boolean hides(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return USUAL.matcher(name).find() || more.stream().anyMatch(lower::contains);
    }
}
