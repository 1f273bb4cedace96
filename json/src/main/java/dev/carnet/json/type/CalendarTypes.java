package dev.carnet.json.type;

import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Function;

/** Plain types of older calendar APIs and other calendars. */
@SuppressWarnings("JavaUtilDate") // sessions hold them
final class CalendarTypes {
    private static final String STRICT = "strict";
    private static final String LENIENT = "lenient";
    private static final int PARTS = 6;

    static final List<Scalar<?>> ALL = List.of(
            Scalar.text("timezone", TimeZone.class, CalendarTypes::id, CalendarTypes::zone),
            Scalar.text("gregoriancalendar", GregorianCalendar.class, CalendarTypes::text, CalendarTypes::calendar),
            ofChronology(JapaneseDate.class, JapaneseDate::from),
            ofChronology(MinguoDate.class, MinguoDate::from),
            ofChronology(ThaiBuddhistDate.class, ThaiBuddhistDate::from),
            ofChronology(HijrahDate.class, HijrahDate::from));

    private CalendarTypes() {}

    /** A date of another chronology, stored as the same day in ISO 8601. */
    private static <T extends TemporalAccessor> Scalar<T> ofChronology(Class<T> type, Function<LocalDate, T> from) {
        return Scalar.text(
                type.getSimpleName().toLowerCase(Locale.ROOT),
                type,
                date -> LocalDate.from(date).toString(),
                text -> from.apply(LocalDate.parse(text)));
    }

    /** The id; a zone with custom rules is not a plain value. */
    private static String id(TimeZone zone) {
        if (!TimeZone.getTimeZone(zone.getID()).equals(zone)) {
            throw new IllegalArgumentException("no zone of the JDK's");
        }
        return zone.getID();
    }

    private static TimeZone zone(String id) {
        TimeZone zone = TimeZone.getTimeZone(id);
        if (!zone.getID().equals(id)) {
            throw new IllegalArgumentException("no zone of the JDK's");
        }
        return zone;
    }

    /** Instant, zone, first day of the week, fewest days in the first week, leniency, change from the Julian calendar. */
    private static String text(GregorianCalendar calendar) {
        return String.join(
                " ",
                calendar.toInstant().toString(),
                id(calendar.getTimeZone()),
                String.valueOf(calendar.getFirstDayOfWeek()),
                String.valueOf(calendar.getMinimalDaysInFirstWeek()),
                calendar.isLenient() ? LENIENT : STRICT,
                calendar.getGregorianChange().toInstant().toString());
    }

    private static GregorianCalendar calendar(String text) {
        String[] parts = text.split(" ", -1);
        boolean isStrict = parts.length == PARTS && parts[4].equals(STRICT);
        if (parts.length != PARTS || !(isStrict || parts[4].equals(LENIENT))) {
            throw new IllegalArgumentException("no calendar");
        }
        GregorianCalendar calendar = new GregorianCalendar(zone(parts[1]));
        calendar.setGregorianChange(Date.from(Instant.parse(parts[5])));
        calendar.setFirstDayOfWeek(Integer.parseInt(parts[2]));
        calendar.setMinimalDaysInFirstWeek(Integer.parseInt(parts[3]));
        calendar.setTimeInMillis(Instant.parse(parts[0]).toEpochMilli());
        calendar.setLenient(!isStrict);
        return calendar;
    }
}
