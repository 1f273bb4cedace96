package dev.carnet.jpa.entity;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what a setting names, by several readings of a name, the strictest first. A reading counts only if no stricter one finds
 * anything, and must find exactly one: so a name means the same in every process.
 *
 * @param kind what is looked for, such as {@code entity}
 * @param all what there is
 * @param readings whether a candidate is called by a name
 * @param names what a candidate may be called, for messages
 * @param description a candidate in full, for messages
 */
record NameChoice<T>(
        String kind,
        Collection<T> all,
        List<BiPredicate<T, String>> readings,
        Function<T, List<String>> names,
        Function<T, String> description) {

    /** Those that are called so by the strictest reading that finds any. */
    private List<T> called(String written) {
        return readings.stream()
                .map(reading ->
                        all.stream().filter(each -> reading.test(each, written)).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether anything is called so. */
    boolean isThere(String written) {
        return !called(written).isEmpty();
    }

    /**
     * The only one that is called so.
     *
     * @param where what is searched, to complete "... has no ..." in a message
     * @throws ConfigurationException if there is none, or if several are called so by the same reading
     */
    T find(String written, String where, Setting<?> setting, Settings places) {
        List<T> found = called(written);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw places.unknown(
                    setting,
                    where + " has no " + kind + " '" + written + "'",
                    written,
                    all.stream()
                            .flatMap(each -> names.apply(each).stream())
                            .distinct()
                            .sorted()
                            .toList());
        }
        throw places.invalid(
                setting,
                "'" + written + "' is ambiguous: "
                        + found.stream().map(description).sorted().collect(Collectors.joining(", "))
                        + "; write one of these names exactly");
    }
}
