package dev.carnet.json.type;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The three date types of {@code java.sql}, each stored as its instant; absent in a JVM without that module. */
@SuppressWarnings("JavaUtilDate") // sessions hold them
final class SqlTypes {
    private SqlTypes() {}

    static List<Scalar<?>> all() {
        return ModuleLayer.boot().findModule("java.sql").isPresent() ? Present.ALL : List.of();
    }

    /** Loaded only if the classes exist. */
    private static final class Present {
        static final List<Scalar<?>> ALL = List.of(
                Scalar.text(
                        "timestamp",
                        Timestamp.class,
                        timestamp -> timestamp.toInstant().toString(),
                        text -> Timestamp.from(Instant.parse(text))),
                Scalar.text("sqldate", Date.class, date -> text(date.getTime()), text -> new Date(millis(text))),
                Scalar.text("sqltime", Time.class, time -> text(time.getTime()), text -> new Time(millis(text))));

        private static String text(long millis) {
            return Instant.ofEpochMilli(millis).toString();
        }

        private static long millis(String text) {
            return Instant.parse(text).toEpochMilli();
        }
    }
}
