package dev.carnet.config;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.List;
import java.util.Objects;

/** Whether a sample of the stored sessions fits {@code hash_ids}: a record says whether its key is a digest. */
final class KeySample {
    private static final int SAMPLE = 100;

    private KeySample() {}

    /**
     * A warning of those that do not; empty if there are none.
     *
     * @param keyPrefix what the keys of the application's own sessions begin with
     * @param hashed whether the keys are to be digests
     */
    static List<Finding> contrary(SessionStore store, String keyPrefix, boolean hashed) {
        SessionQuery own = SessionQuery.ALL.within(keyPrefix);
        List<Boolean> said = store.scan(own, null, SAMPLE).sessions().stream()
                .map(SessionRecord::header)
                .map(SessionHeader::hashed)
                .filter(Objects::nonNull)
                .toList();
        long contrary = said.stream().filter(each -> each != hashed).count();
        return contrary == 0
                ? List.of()
                : List.of(new Finding(
                        Level.WARNING,
                        SessionSettings.HASH_IDS.name(),
                        "it is " + hashed + ", but " + contrary + " of " + said.size() + " sessions checked have "
                                + (hashed ? "the id itself" : "the digest of their id")
                                + " as their key; they are kept, but no cookie finds them. Set hash_ids to " + !hashed
                                + ", unless you mean to let them expire"));
    }
}
