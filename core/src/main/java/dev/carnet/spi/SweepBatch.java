package dev.carnet.spi;

import java.util.List;

/**
 * What one batch of a sweep did.
 *
 * @param deleted the sessions that this call deleted
 * @param unreadable how many records it passed over because they cannot be read; complete only in the batch that ends a
 *     sweep, which is the one that deleted fewer than its limit
 */
public record SweepBatch(List<SessionHeader> deleted, int unreadable) {
    public SweepBatch {
        deleted = List.copyOf(deleted);
    }
}
