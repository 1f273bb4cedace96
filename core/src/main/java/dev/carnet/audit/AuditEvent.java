package dev.carnet.audit;

import dev.carnet.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One action of an operator. Holds no id, no key and no attribute's value.
 *
 * @param at when it was over; whole milliseconds
 * @param via the door: {@code cli}, {@code console}, or a name of the application's own
 * @param who the operator, as the door knows it
 * @param from where the operator sits: a host or an address
 * @param store the store's name in the configuration
 * @param action what was done
 * @param what to whom or to which: a user's name, a handle, the condition; empty if the action says it all
 * @param sessions how many sessions were looked into, ended, moved or copied; of a failed action perhaps fewer than were
 * @param failed whether it ended with an error
 */
public record AuditEvent(
        Instant at,
        String via,
        String who,
        String from,
        String store,
        AuditAction action,
        String what,
        long sessions,
        boolean failed) {

    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The event as names and texts, in an order and with names that do not change between versions. */
    public Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("at", at.toString());
        pairs.put("via", via);
        pairs.put("who", who);
        pairs.put("from", from);
        pairs.put("store", store);
        pairs.put("action", action.text());
        pairs.put("what", what);
        pairs.put("sessions", Long.toString(sessions));
        pairs.put("outcome", failed ? "failed" : "done");
        return pairs;
    }

    /**
     * The event in one line: {@code name=value} pairs with a space between. A value that is empty or has a space, a quote, a
     * backslash or an equals sign stands in double quotes, with quotes and backslashes escaped by a backslash. Control
     * characters are escaped as in JSON, so that nobody's name forges a line.
     */
    public String line() {
        StringJoiner line = new StringJoiner(" ");
        pairs().forEach((name, value) -> line.add(name + "=" + quoted(value)));
        return line.toString();
    }

    private static String quoted(String value) {
        boolean isPlain = !value.isEmpty() && value.chars().noneMatch(each -> " \"\\=".indexOf(each) >= 0);
        return Printable.line(
                isPlain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
}
