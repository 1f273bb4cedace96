package dev.carnet.dancer;

import dev.carnet.dancer.share.Latin1Text;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Some of the records that a Dancer application has stored: how many can be read, and why others cannot. */
final class Sample {
    /** Enough to tell one in a hundred. */
    private static final int RECORDS = 300;

    /** Of a character that is no ASCII. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\u((?!00[0-7])[0-9a-f]{4})");

    private final SessionStore store;
    private int readable;
    private int unreadable;
    private int doubled;
    private final Map<String, Integer> reasons = new LinkedHashMap<>();

    Sample(SessionStore store) {
        this.store = store;
    }

    List<Finding> findings(String mode) {
        look();
        List<Finding> findings = new ArrayList<>();
        int all = readable + unreadable;
        String what = all == 0 ? "no session is stored yet" : readable + " of " + all + " sessions checked can be used";
        findings.add(new Finding(unreadable == 0 ? Level.OK : Level.WARNING, "dancer", what));
        reasons.forEach((reason, count) -> findings.add(
                new Finding(Level.WARNING, "dancer", count + " cannot be read, and are left unchanged: " + reason)));
        if (doubled > 0) {
            findings.add(new Finding(
                    Level.WARNING,
                    "dancer",
                    doubled + " of " + all
                            + " sessions checked contain text that Perl stored over a latin1 connection, so 'é' is"
                            + " read as 'Ã©'; set connection_charset: latin1 in the engine's settings to"
                            + " read it as intended"));
        }
        if (mode.equals(DancerMode.SHARE.word())) {
            findings.add(new Finding(
                    Level.WARNING,
                    "dancer",
                    "a shared store has weaker guarantees: it contains the same ids as the cookies, so a copy of it"
                            + " is a set of working cookies; ids that Dancer 1 generates can be guessed; Perl"
                            + " overwrites whole records, and may undo concurrent changes"));
        }
        return findings;
    }

    private void look() {
        @Nullable String cursor = null;
        do {
            SessionPage page = store.scan(SessionQuery.ALL.withAttributes(), cursor, RECORDS - readable - unreadable);
            readable += page.sessions().size();
            doubled += (int) page.sessions().stream().filter(this::isDoubled).count();
            unreadable += page.unreadable().size();
            page.unreadable().forEach(this::ask);
            cursor = page.nextCursor();
        } while (cursor != null && readable + unreadable < RECORDS);
    }

    private boolean isDoubled(SessionRecord session) {
        return store.traits().encoding() == Encoding.JSON_TEXT
                && session.attributes().values().values().stream()
                        .anyMatch(each -> Latin1Text.isIn(unescaped(each.text())));
    }

    /** The text with its characters in place of the escapes. */
    private static String unescaped(String json) {
        return ESCAPE.matcher(json).replaceAll(each -> String.valueOf((char) Integer.parseInt(each.group(1), 16)));
    }

    private void ask(String name) {
        String reason = "the entry is not a session";
        try {
            store.find(new SessionKey(name));
        } catch (UnreadableSessionException e) {
            reason = String.valueOf(e.getMessage());
        } catch (IllegalArgumentException noKey) {
            reason = "its name cannot be a session id";
        }
        reasons.merge(reason, 1, Integer::sum);
    }
}
