package dev.carnet.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** One value of every plain type, and those at the edges of each. */
final class PlainValues {
    /**
     * @param note null if none
     */
    record Case(Object value, String json, String note) {}

    private PlainValues() {}

    static Stream<Case> all() {
        return Stream.of(texts(), numbers(), identifiers(), times(), edgesOfTime(), constants())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> texts() {
        return Stream.of(
                new Case("", "\"\"", null),
                new Case("tea / \"black\" \\ \n\t", "\"tea / \\\"black\\\" \\\\ \\n\\t\"", null),
                new Case('c', "\"c\"", "character"),
                new Case('"', "\"\\\"\"", "character"),
                new Case(true, "true", null),
                new Case(false, "false", null));
    }

    private static Stream<Case> numbers() {
        return Stream.of(
                new Case((byte) -128, "-128", "byte"),
                new Case((short) 32767, "32767", "short"),
                new Case(42, "42", null),
                new Case(Integer.MIN_VALUE, "-2147483648", null),
                new Case(42L, "42", "long"),
                new Case((long) Integer.MAX_VALUE, "2147483647", "long"),
                new Case(Integer.MAX_VALUE + 1L, "2147483648", null),
                new Case(Long.MIN_VALUE, "-9223372036854775808", null),
                new Case(0.1f, "0.1", "float"),
                new Case(Float.MIN_VALUE, "1.4E-45", "float"),
                new Case(Float.NaN, "\"NaN\"", "float"),
                new Case(Float.NEGATIVE_INFINITY, "\"-Infinity\"", "float"),
                new Case(3.25, "3.25", null),
                new Case(3.0, "3.0", null),
                new Case(-0.0, "-0.0", null),
                new Case(1e300, "1.0E300", null),
                new Case(Double.MIN_VALUE, "4.9E-324", null),
                new Case(Double.NaN, "\"NaN\"", "double"),
                new Case(Double.POSITIVE_INFINITY, "\"Infinity\"", "double"),
                new Case(Double.NEGATIVE_INFINITY, "\"-Infinity\"", "double"),
                new Case(BigInteger.TEN, "10", "biginteger"),
                new Case(BigInteger.valueOf(Long.MAX_VALUE), "9223372036854775807", "biginteger"),
                new Case(BigInteger.ONE.shiftLeft(63), "9223372036854775808", null),
                new Case(new BigDecimal("1.10"), "1.10", "bigdecimal"),
                new Case(new BigDecimal("5"), "5", "bigdecimal"),
                new Case(new BigDecimal("0E-10"), "0E-10", "bigdecimal"),
                new Case(new BigDecimal("1E+3"), "1E+3", "bigdecimal"),
                new Case(
                        new BigDecimal("1.0000000000000000000000000001"),
                        "1.0000000000000000000000000001",
                        "bigdecimal"));
    }

    private static Stream<Case> identifiers() {
        return Stream.of(
                new Case(
                        UUID.fromString("5f2b1c3a-0000-4000-8000-00000000beef"),
                        "\"5f2b1c3a-0000-4000-8000-00000000beef\"",
                        "uuid"),
                new Case(URI.create("https://example.org/a?b=c#d"), "\"https://example.org/a?b=c#d\"", "uri"),
                new Case(Locale.GERMANY, "\"de-DE\"", "locale"),
                new Case(Locale.ROOT, "\"und\"", "locale"),
                new Case(Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"), "\"zh-Hant-TW-u-ca-roc\"", "locale"),
                new Case(
                        Locale.forLanguageTag("ja-JP-u-ca-japanese-x-lvariant-JP"),
                        "\"ja-JP-u-ca-japanese-x-lvariant-JP\"",
                        "locale"),
                new Case(Currency.getInstance("EUR"), "\"EUR\"", "currency"),
                new Case(ZoneId.of("Europe/Berlin"), "\"Europe/Berlin\"", "zoneid"),
                new Case(ZoneOffset.ofHoursMinutesSeconds(-3, -30, -1), "\"-03:30:01\"", "zoneoffset"),
                new Case(ZoneOffset.UTC, "\"Z\"", "zoneoffset"));
    }

    private static Stream<Case> times() {
        return Stream.of(
                new Case(
                        Instant.parse("2026-11-01T10:15:30.000000001Z"),
                        "\"2026-11-01T10:15:30.000000001Z\"",
                        "instant"),
                new Case(Duration.ofMillis(90_061_001), "\"PT25H1M1.001S\"", "duration"),
                new Case(Period.of(1, -2, 3), "\"P1Y-2M3D\"", "period"),
                new Case(LocalDate.of(2026, 2, 28), "\"2026-02-28\"", "localdate"),
                new Case(LocalTime.of(10, 0), "\"10:00\"", "localtime"),
                new Case(LocalDateTime.of(2026, 2, 28, 10, 0, 1), "\"2026-02-28T10:00:01\"", "localdatetime"),
                new Case(
                        OffsetDateTime.of(2026, 2, 28, 10, 0, 0, 5, ZoneOffset.ofHours(2)),
                        "\"2026-02-28T10:00:00.000000005+02:00\"",
                        "offsetdatetime"),
                new Case(OffsetTime.of(10, 0, 0, 0, ZoneOffset.ofHours(-11)), "\"10:00-11:00\"", "offsettime"),
                new Case(
                        ZonedDateTime.of(2026, 2, 28, 10, 0, 0, 0, ZoneId.of("Europe/Berlin")),
                        "\"2026-02-28T10:00+01:00[Europe/Berlin]\"",
                        "zoneddatetime"),
                new Case(Year.of(2026), "2026", "year"),
                new Case(YearMonth.of(2026, 2), "\"2026-02\"", "yearmonth"),
                new Case(MonthDay.of(2, 29), "\"--02-29\"", "monthday"),
                new Case(Date.from(Instant.parse("2026-11-01T10:15:30.123Z")), "\"2026-11-01T10:15:30.123Z\"", "date"));
    }

    private static Stream<Case> edgesOfTime() {
        ZonedDateTime earlier = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        return Stream.of(
                new Case(Instant.MIN, "\"-1000000000-01-01T00:00:00Z\"", "instant"),
                new Case(Instant.MAX, "\"+1000000000-12-31T23:59:59.999999999Z\"", "instant"),
                new Case(Duration.ofSeconds(-1, 500_000_000), "\"PT-0.5S\"", "duration"),
                new Case(Duration.ofSeconds(Long.MIN_VALUE), "\"PT-2562047788015215H-30M-8S\"", "duration"),
                new Case(Period.ofDays(Integer.MIN_VALUE), "\"P-2147483648D\"", "period"),
                new Case(LocalDate.MIN, "\"-999999999-01-01\"", "localdate"),
                new Case(LocalDateTime.MAX, "\"+999999999-12-31T23:59:59.999999999\"", "localdatetime"),
                new Case(YearMonth.of(10_000, 1), "\"+10000-01\"", "yearmonth"),
                new Case(YearMonth.of(-5, 1), "\"-0005-01\"", "yearmonth"),
                new Case(Year.of(Year.MIN_VALUE), "-999999999", "year"),
                new Case(
                        earlier.withLaterOffsetAtOverlap(),
                        "\"2026-10-25T02:30+01:00[Europe/Berlin]\"",
                        "zoneddatetime"),
                new Case(earlier, "\"2026-10-25T02:30+02:00[Europe/Berlin]\"", "zoneddatetime"),
                new Case(Date.from(Instant.ofEpochMilli(Long.MAX_VALUE)), "\"+292278994-08-17T07:12:55.807Z\"", "date"),
                new Case(
                        Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)), "\"-292275055-05-16T16:47:04.192Z\"", "date"));
    }

    private static Stream<Case> constants() {
        return Stream.of(
                new Case(DayOfWeek.FRIDAY, "\"FRIDAY\"", "dayofweek"),
                new Case(Month.MAY, "\"MAY\"", "month"),
                new Case(IsoEra.CE, "\"CE\"", "isoera"),
                new Case(ChronoUnit.DAYS, "\"DAYS\"", "chronounit"),
                new Case(ChronoField.HOUR_OF_DAY, "\"HOUR_OF_DAY\"", "chronofield"));
    }
}
