package dev.carnet.cli.sweep;

import dev.carnet.cli.command.OpenStore;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Ends foreign sessions by their age: those that only another application ever wrote, so that they have no expiry. The age is what
 * the store tells (a column {@code last_active}, a file's time), else what the id tells (Dancer 2's, an ObjectId).
 */
final class ForeignSweep {
    private final OpenStore open;
    private final Function<SessionKey, Optional<Instant>> madeAt;

    /** @param madeAt tells of an id when it was made */
    ForeignSweep(OpenStore open, Function<SessionKey, Optional<Instant>> madeAt) {
        this.open = open;
        this.madeAt = madeAt;
    }

    /**
     * What there was.
     *
     * @param old how many were ended; in a dry run, how many would be
     * @param untold how many do not tell their age
     */
    record Result(long old, long untold) {}

    /**
     * Ends foreign sessions that are not younger than an instant, those of a page before the next is read. Reads the headers of all
     * sessions and keeps none.
     *
     * @param dryRun whether they are only counted
     * @param progress receives 1 for each that is old enough
     * @param goesOn asked after each session
     */
    Result run(Instant since, boolean dryRun, LongConsumer progress, BooleanSupplier goesOn) {
        long[] old = {0};
        long[] untold = {0};
        open.sessions().scan(SessionQuery.ALL, session -> {
            SessionHeader header = session.header();
            if (header.isForeign()) {
                Optional<Instant> at = time(header);
                if (at.isEmpty()) {
                    untold[0]++;
                } else if (!at.get().isAfter(since)) {
                    old[0] += dryRun || end(header) ? 1 : 0;
                    progress.accept(1);
                }
            }
            return goesOn.getAsBoolean();
        });
        return new Result(old[0], untold[0]);
    }

    private Optional<Instant> time(SessionHeader header) {
        return header.lastAccessedAt().equals(Instant.EPOCH)
                ? madeAt.apply(header.key())
                : Optional.of(header.lastAccessedAt());
    }

    /** Ends one, unless it was used since it was found; says whether it has. */
    private boolean end(SessionHeader found) {
        try {
            return open.store()
                            .find(found.key())
                            .filter(now -> now.header().isForeign()
                                    && now.header().lastAccessedAt().equals(found.lastAccessedAt()))
                            .isPresent()
                    && open.sessions().revoke(found.key());
        } catch (UnreadableSessionException writtenSince) {
            return false;
        }
    }
}
