package dev.carnet.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store was like at one moment. Null is unknown.
 *
 * @param live how many sessions there are that have not expired
 * @param active how many of them were used in the last minute
 * @param expired how many have expired and are not swept yet; null also where the technology deletes them
 * @param latency how long a read took that finds nothing, in milliseconds
 * @param failure what the store said when it did not answer
 */
record Reading(
        Instant at,
        @Nullable Long live,
        @Nullable Long active,
        @Nullable Long expired,
        @Nullable Double latency,
        @Nullable String failure) {}
