package dev.carnet.config;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a sample of the stored sessions fits the block {@code encryption}, or its absence. */
final class EncryptionSample {
    private static final int SAMPLE = 100;

    private EncryptionSample() {}

    /** With the block: whether its keys decrypt the sessions. */
    static List<Finding> decrypted(SessionStore store) {
        SessionPage page = page(store);
        int readable = page.sessions().size();
        int unreadable = page.unreadable().size();
        String seen = readable + " of " + (readable + unreadable) + " sessions checked";
        return List.of(
                unreadable == 0
                        ? new Finding(
                                Level.OK,
                                EncryptionBlock.KEY,
                                readable == 0 ? "on; no sessions yet" : "on; " + seen + " can be decrypted")
                        : new Finding(
                                Level.WARNING,
                                EncryptionBlock.KEY,
                                "only " + seen + " can be decrypted: " + String.join("; ", reasons(store, page))));
    }

    /** Why sessions cannot be decrypted, each reason once. */
    private static Set<String> reasons(SessionStore store, SessionPage page) {
        Set<String> reasons = new LinkedHashSet<>();
        for (String each : page.unreadable()) {
            try {
                store.find(new SessionKey(each));
            } catch (SessionStoreException | UnreadableSessionException e) {
                reasons.add(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                // a name in the store's own tools that is no key
            }
        }
        if (reasons.isEmpty()) {
            reasons.add("is a key missing in old_keys, or are there unencrypted sessions (set accept_plain, then run"
                    + " 'carnet reencrypt')?");
        }
        return reasons;
    }

    /** Without the block: whether there are sessions that need it; empty if there are none. */
    static List<Finding> unexpected(SessionStore store) {
        List<SessionRecord> sessions = page(store).sessions();
        long encrypted =
                sessions.stream().filter(each -> each.attributes().hasSealed()).count();
        return encrypted == 0
                ? List.of()
                : List.of(new Finding(
                        Level.WARNING,
                        EncryptionBlock.KEY,
                        "off, but " + encrypted + " of " + sessions.size()
                                + " sessions checked are encrypted, and their values cannot be read: add the block"
                                + " 'encryption' with their key, key: ${CARNET_KEY}"));
    }

    private static SessionPage page(SessionStore store) {
        return store.scan(SessionQuery.ALL.withAttributes(), null, SAMPLE);
    }
}
