package dev.carnet.config;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:default}</code> by variables of the environment; <code>$${</code> stands for
 * the characters <code>${</code> themselves. What a variable holds is not expanded again. A variable that is set but empty is
 * set.
 */
final class Expansion {
    private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{(?:([A-Za-z_][\\w.]*)(?::([^}]*))?})?");

    private final Function<String, @Nullable String> environment;

    Expansion(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Whether a variable stands in the text, so that what it expands to may be a secret. */
    static boolean hasReference(String text) {
        return REFERENCE.matcher(text).results().anyMatch(each -> !isEscaped(each));
    }

    /** The text with its variables; throws {@link IllegalArgumentException}, with a remedy, for one that is not set. */
    String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(each -> Matcher.quoteReplacement(value(each)));
    }

    private String value(MatchResult reference) {
        if (isEscaped(reference)) {
            return reference.group().substring(1);
        }
        String name = reference.group(1);
        if (name == null) {
            throw new IllegalArgumentException(
                    "${ must be followed by a variable's name and }, or by its name, a colon, a default and };"
                            + " write $${ for a literal ${");
        }
        String value = environment.apply(name);
        if (value == null) {
            value = reference.group(2);
        }
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name
                    + " is not set; set it, or give a default as in ${" + name + ":default}");
        }
        return value;
    }

    private static boolean isEscaped(MatchResult reference) {
        return reference.group().startsWith("$$");
    }
}
