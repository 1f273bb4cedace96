package dev.carnet.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Attributes by name; {@code *} stands for any characters, or none. */
final class NamedAttributes implements TransientAttributes {
    private final Set<String> names = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    NamedAttributes(Collection<String> wanted) {
        for (String each : wanted) {
            if (each.replace("*", "").isBlank()) {
                throw new IllegalArgumentException("'" + each
                        + "' matches every attribute; write a name, or a part of a name with *, such as" + " view.*");
            }
            if (each.indexOf('*') < 0) {
                names.add(each);
            } else {
                patterns.add(Pattern.compile(
                        Arrays.stream(each.split("\\*+", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL));
            }
        }
    }

    @Override
    public boolean isTransient(String name, Object value) {
        return names.contains(name)
                || patterns.stream().anyMatch(each -> each.matcher(name).matches());
    }
}
