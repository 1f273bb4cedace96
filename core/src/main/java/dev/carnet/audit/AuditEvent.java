package dev.carnet.audit;

import dev.carnet.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One action of an operator. Contains no id, no key and no attribute's value.
 *
 * @param at when the action ended; whole milliseconds
 * @param via the interface: {@code cli}, {@code console}, or a name that the application chooses
 * @param who the operator, as the interface knows them
 * @param from the operator's host or address
 * @param store the store's name in the configuration
 * @param action what was done
 * @param what the object of the action: a user's name, a handle, the condition; empty if there is none
 * @param sessions the number of sessions viewed, ended, moved or copied; for a failed action possibly too low
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
        pairs.put("outcome", failed ? "failed" : "done");
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
