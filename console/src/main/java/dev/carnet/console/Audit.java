package dev.carnet.console;

import dev.carnet.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who did what in the console, one line for each action, on the logger {@code dev.carnet.audit}. A line holds no id, no
 * key and no attribute; sessions are named by their handles.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.audit");

    private Audit() {}

    /**
     * Writes one line.
     *
     * @param who the user or "token", and from which address
     * @param action what was done, such as {@code end}
     * @param target to what: a handle, a user, all
     * @param outcome how it ended, such as {@code 3 sessions ended}
     */
    static void note(String who, String action, String target, String outcome) {
        LOG.info(
                "console action={} target=\"{}\" by=\"{}\" outcome=\"{}\"",
                action,
                quoted(target),
                quoted(who),
                quoted(outcome));
    }

    private static String quoted(String text) {
        return Printable.name(text).replace('"', '\'');
    }
}
