package dev.carnet.audit;

import dev.carnet.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One action of an operator: that it begins, or how it ended. Holds no id, no key and no attribute's value.
 *
 * @param at when it began or was over; whole milliseconds
 * @param via the door: {@code cli}, {@code console}, or a name of the application's own
 * @param who the operator, as the door knows it
 * @param from where the operator sits: a host or an address
 * @param store the store's name in the configuration
 * @param action what was done
 * @param what to whom or to which: a user's name, a handle, the condition; empty if the action says it all
 * @param sessions how many sessions were looked into, ended, moved or copied; 0 when it begins, and of a failed action perhaps
 *     fewer than were
 * @param outcome how far it has come
 * @param run the same in both events of one action, and in no other
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
        AuditOutcome outcome,
        String run) {

    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The event as names and texts. The names and their order do not change between versions. */
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
        pairs.put("outcome", outcome.text());
        pairs.put("run", run);
        return pairs;
    }

    /**
     * The event as one line of {@code name=value} pairs, separated by spaces. A value that is empty or contains a space,
     * a quote, a backslash or an equals sign is in double quotes, with quotes and backslashes escaped by a backslash.
     * Control characters are escaped as in JSON, so that a user's name cannot forge a line.
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
