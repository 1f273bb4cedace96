package dev.carnet.dancer.share;

import dev.carnet.dancer.perl.JsonPerl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.document.ReservedNames;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that Perl cannot say exactly, such as a decimal number of 40 digits: their JSON stands in the bookkeeping besides, and
 * counts for as long as Perl's value is the one that it became.
 */
final class ExactJson {
    private static final String EXACT = "exact";

    private ExactJson() {}

    /** The members with such values noted in the bookkeeping. */
    static Map<String, String> noted(Map<String, String> members) {
        Map<String, String> exact = new LinkedHashMap<>();
        members.forEach((name, json) -> {
            if (!name.equals(ReservedNames.PREFIX)
                    && !UnreadableValue.is(json)
                    && !inPerl(json).equals(json)) {
                exact.put(name, json);
            }
        });
        String bookkeeping = members.get(ReservedNames.PREFIX);
        if (exact.isEmpty() || bookkeeping == null) {
            return members;
        }
        Map<String, String> all = new LinkedHashMap<>(JsonObject.split(bookkeeping));
        all.put(EXACT, JsonObject.join(exact));
        Map<String, String> noted = new LinkedHashMap<>(members);
        noted.put(ReservedNames.PREFIX, JsonObject.join(all));
        return noted;
    }

    /** The members with the values that were noted, where Perl has not changed them. */
    static Map<String, String> restored(Map<String, String> members, String bookkeeping) {
        Map<String, String> rest = new LinkedHashMap<>(JsonObject.split(bookkeeping));
        String exact = rest.remove(EXACT);
        if (exact == null) {
            return members;
        }
        Map<String, String> restored = new LinkedHashMap<>(members);
        restored.put(ReservedNames.PREFIX, JsonObject.join(rest));
        JsonObject.split(exact).forEach((name, json) -> {
            if (inPerl(json).equals(members.get(name))) {
                restored.put(name, json);
            }
        });
        return restored;
    }

    /** What a value becomes. */
    private static String inPerl(String json) {
        try {
            return PerlJson.write(JsonPerl.read(json));
        } catch (NotPlainException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
