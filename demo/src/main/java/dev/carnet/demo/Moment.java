package dev.carnet.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An instant on the page.
 *
 * @param iso for the script that shows it in the visitor's time zone
 * @param words for everybody else, in UTC
 */
record Moment(String iso, String words) {
    static Moment of(Instant instant) {
        return new Moment(instant.truncatedTo(ChronoUnit.MILLIS).toString(), Phrases.of(instant));
    }
}
