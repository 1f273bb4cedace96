package dev.carnet.json.type;

import dev.carnet.json.fault.Classes;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.Charset;
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
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of JDK types that are one JSON token. Each is named after its class in lower case, primitive arrays after
 * their elements in plural.
 */
public final class PlainTypes {
    /** {@link YearMonth#parse} does not read what {@link YearMonth#toString} writes after the year 9999. */
    private static final DateTimeFormatter YEAR_MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

    private static final List<Scalar<?>> COMMON = List.of(
            Scalar.text(String.class, text -> text),
            Scalar.bare(Boolean.class, PlainTypes::toBoolean),
            Scalar.bare(Byte.class, Byte::valueOf),
            Scalar.bare(Short.class, Short::valueOf),
            Scalar.bare(Integer.class, Integer::valueOf),
            Scalar.bare(Long.class, Long::valueOf),
            Scalar.bare(Float.class, Float::valueOf),
            Scalar.bare(Double.class, Double::valueOf),
            Scalar.bare(BigInteger.class, BigInteger::new),
            Scalar.bare(BigDecimal.class, BigDecimal::new),
            Scalar.text(Character.class, PlainTypes::toCharacter),
            Scalar.text("bytes", byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode),
            Scalar.text("chars", char[].class, String::new, String::toCharArray),
            Scalar.text(UUID.class, UUID::fromString),
            Scalar.text(URI.class, URI::create),
            Scalar.text("locale", Locale.class, PlainTypes::toTag, PlainTypes::toLocale),
            Scalar.text(Currency.class, Currency::getInstance),
            Scalar.text("charset", Charset.class, Charset::name, Charset::forName),
            Scalar.text("date", Date.class, date -> date.toInstant().toString(), text -> Date.from(Instant.parse(text)))
                    .adopting(instant -> Date.from((Instant) instant)),
            Scalar.text(Instant.class, Instant::parse),
            Scalar.text(Duration.class, Duration::parse),
            Scalar.text(Period.class, Period::parse),
            Scalar.text(LocalDate.class, LocalDate::parse),
            Scalar.text(LocalTime.class, LocalTime::parse),
            Scalar.text(LocalDateTime.class, LocalDateTime::parse),
            Scalar.text(OffsetDateTime.class, OffsetDateTime::parse),
            Scalar.text(OffsetTime.class, OffsetTime::parse),
            Scalar.text(ZonedDateTime.class, ZonedDateTime::parse),
            Scalar.bare(Year.class, text -> Year.of(Integer.parseInt(text))),
            Scalar.text("yearmonth", YearMonth.class, YEAR_MONTH::format, text -> YearMonth.parse(text, YEAR_MONTH)),
            Scalar.text(MonthDay.class, MonthDay::parse),
            Scalar.text(ZoneId.class, ZoneId::of),
            Scalar.text(ZoneOffset.class, ZoneOffset::of),
            constants(DayOfWeek.class),
            constants(Month.class),
            constants(IsoEra.class),
            constants(ChronoUnit.class),
            constants(ChronoField.class),
            constants(TimeUnit.class),
            constants(RoundingMode.class),
            constants(FormatStyle.class),
            constants(TextStyle.class));

    /** The types whose equality is identity. */
    public static final Set<Class<?>> IDENTICAL_ONLY = Set.of(
            byte[].class,
            char[].class,
            AtomicBoolean.class,
            AtomicInteger.class,
            AtomicLong.class,
            StringBuilder.class,
            StringBuffer.class);

    /** Types of which the JDK returns inaccessible subclasses. */
    private static final List<Class<?>> GENERAL = List.of(ZoneId.class, TimeZone.class, Charset.class);

    public static final List<Scalar<?>> ALL = Stream.of(COMMON, CalendarTypes.ALL, MutableTypes.ALL, SqlTypes.all())
            .flatMap(List::stream)
            .toList();

    private static final Map<Class<?>, Scalar<?>> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Scalar::type, Function.identity()));

    private PlainTypes() {}

    /** The plain type of a class, or null. */
    public static @Nullable Scalar<?> of(Class<?> type) {
        Scalar<?> own = BY_CLASS.get(type);
        if (own == null && Classes.isJdk(type)) {
            for (Class<?> general : GENERAL) {
                if (general.isAssignableFrom(type)) {
                    return BY_CLASS.get(general);
                }
            }
        }
        return own;
    }

    /** The plain type of a primitive's wrapper class. */
    public static @Nullable Scalar<?> ofPrimitive(Class<?> primitive) {
        return BY_CLASS.get(MethodType.methodType(primitive).wrap().returnType());
    }

    private static Scalar<?> constants(Class<? extends Enum<?>> type) {
        return Scalar.ofEnum(type.getSimpleName().toLowerCase(Locale.ROOT), type, false);
    }

    public static Boolean toBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("no boolean");
        };
    }

    private static Character toCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("no single character");
        }
        return text.charAt(0);
    }

    /** BCP 47; the few locales it cannot express, such as {@code no_NO_NY}, are no plain values. */
    private static String toTag(Locale locale) {
        String tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale)) {
            throw new IllegalArgumentException("no language tag");
        }
        return tag;
    }

    private static Locale toLocale(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!locale.toLanguageTag().equalsIgnoreCase(tag)) {
            throw new IllegalArgumentException("no language tag");
        }
        return locale;
    }
}
