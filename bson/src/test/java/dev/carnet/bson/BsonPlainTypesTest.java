package dev.carnet.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every plain type as BSON has it. */
class BsonPlainTypesTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private static final Instant MILLIS = Instant.parse("2026-11-01T10:00:00.123Z");

    /** What an application keeps, with its types declared. */
    record Visit(Instant at, Object when, Date day, BigDecimal price, UUID id, float share, long count) {}

    private final BsonSessionCodec codec = BsonSessionCodec.create(AllowedTypes.of(Visit.class));

    /**
     * @param bson in MongoDB's extended JSON
     * @param note null if none
     */
    record Case(Object value, String bson, String note) {}

    static Stream<Case> values() {
        return Stream.of(
                new Case("tea", "\"tea\"", null),
                new Case("", "\"\"", null),
                new Case("héllo ☃ \u0000", "\"héllo ☃ \\u0000\"", null),
                new Case('c', "\"c\"", "character"),
                new Case(true, "true", null),
                new Case(42, "42", null),
                new Case(42L, "{\"$numberLong\": \"42\"}", null),
                new Case(Long.MIN_VALUE, "{\"$numberLong\": \"-9223372036854775808\"}", null),
                new Case((byte) -1, "-1", "byte"),
                new Case((short) 7, "7", "short"),
                new Case(Year.of(2026), "2026", "year"),
                new Case(3.25, "3.25", null),
                new Case(3.0, "3.0", null),
                new Case(Double.NaN, "{\"$numberDouble\": \"NaN\"}", null),
                new Case(Double.NEGATIVE_INFINITY, "{\"$numberDouble\": \"-Infinity\"}", null),
                new Case(1.1f, "1.1", "float"),
                new Case(Float.MAX_VALUE, "3.4028235E+38", "float"),
                new Case(Float.MIN_VALUE, "1.4E-45", "float"),
                new Case(Float.NaN, "{\"$numberDouble\": \"NaN\"}", "float"),
                new Case(new BigDecimal("1.10"), "{\"$numberDecimal\": \"1.10\"}", null),
                new Case(new BigDecimal("0E-6176"), "{\"$numberDecimal\": \"0E-6176\"}", null),
                new Case(new BigDecimal("1E+6111"), "{\"$numberDecimal\": \"1E+6111\"}", null),
                new Case(
                        new BigDecimal("1234567890123456789012345678901234"),
                        "{\"$numberDecimal\": \"1234567890123456789012345678901234\"}",
                        null),
                new Case(
                        new BigDecimal("12345678901234567890123456789012345"),
                        "\"12345678901234567890123456789012345\"",
                        "bigdecimal"),
                new Case(new BigDecimal("1E+6112"), "\"1E+6112\"", "bigdecimal"),
                new Case(BigInteger.TEN, "{\"$numberLong\": \"10\"}", "biginteger"),
                new Case(BigInteger.ONE.shiftLeft(63), "\"9223372036854775808\"", "biginteger"),
                new Case(MILLIS, "{\"$date\": \"2026-11-01T10:00:00.123Z\"}", null),
                new Case(MILLIS.plusNanos(456_789), "{\"$date\": \"2026-11-01T10:00:00.123Z\"}", "instant.456789"),
                new Case(MILLIS.plusNanos(5), "{\"$date\": \"2026-11-01T10:00:00.123Z\"}", "instant.5"),
                new Case(
                        Instant.parse("1969-12-31T23:59:59.999500Z"),
                        "{\"$date\": {\"$numberLong\": \"-1\"}}",
                        "instant.500000"),
                new Case(Instant.MAX, "\"+1000000000-12-31T23:59:59.999999999Z\"", "instant"),
                new Case(Date.from(MILLIS), "{\"$date\": \"2026-11-01T10:00:00.123Z\"}", "date"),
                new Case(LocalDate.of(2026, 11, 1), "\"2026-11-01\"", "localdate"),
                new Case(
                        OffsetDateTime.parse("2026-11-01T10:00:00+02:00"),
                        "\"2026-11-01T10:00+02:00\"",
                        "offsetdatetime"),
                new Case(Duration.ofMinutes(5), "\"PT5M\"", "duration"),
                new Case(ZoneId.of("Europe/Vienna"), "\"Europe/Vienna\"", "zoneid"),
                new Case(Locale.GERMANY, "\"de-DE\"", "locale"),
                new Case(DayOfWeek.MONDAY, "\"MONDAY\"", "dayofweek"),
                new Case(ID, "{\"$binary\": {\"base64\": \"ASNFZ4mrze8BI0VniavN7w==\", \"subType\": \"04\"}}", null),
                new Case(new byte[] {1, 2, 3}, "{\"$binary\": {\"base64\": \"AQID\", \"subType\": \"00\"}}", null));
    }

    private static String shown(Encoded value) {
        String document = new RawBsonDocument(value.bytes())
                .toJson(JsonWriterSettings.builder()
                        .outputMode(JsonMode.RELAXED)
                        .int64Converter((number, out) -> out.writeRaw("{\"$numberLong\": \"" + number + "\"}"))
                        .build());
        return document.substring("{\"\": ".length(), document.length() - 1);
    }

    @ParameterizedTest
    @MethodSource("values")
    void is_stored_as_its_own_type_of_bson_where_there_is_one(Case plain) {
        Encoded encoded = codec.encode(plain.value());

        assertThat(shown(encoded)).isEqualTo(plain.bson());
        assertThat(encoded.types()).isEqualTo(plain.note());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_as_it_was(Case plain) {
        assertThat(codec.decode(codec.encode(plain.value())))
                .isEqualTo(plain.value())
                .hasSameClassAs(plain.value());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_when_its_class_is_asked_for(Case plain) {
        Class<?> type =
                plain.value() instanceof ZoneId ? ZoneId.class : plain.value().getClass();

        assertThat(codec.decode(codec.encode(plain.value()), type)).isEqualTo(plain.value());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_from_inside_containers(Case plain) {
        List<Object> list = new ArrayList<>(Arrays.asList("first", plain.value(), null, plain.value(), 7, true, 7L));
        Map<String, Object> map = new LinkedHashMap<>(Map.of("v", plain.value(), "w", list));
        Set<Object> set = Set.of(List.of(plain.value()), "other");

        for (Object container : List.of(list, map, set)) {
            Object back = codec.decode(codec.encode(container));
            if (plain.value() instanceof byte[]) {
                assertThat(back).usingRecursiveComparison().isEqualTo(container);
            } else {
                assertThat(back).isEqualTo(container);
            }
        }
    }

    @Test
    void declared_types_are_kept_to_the_nanosecond_and_the_digit() {
        Visit visit = new Visit(
                MILLIS.plusNanos(456_789), MILLIS.plusNanos(1), Date.from(MILLIS), new BigDecimal("1.10"), ID, 1.1f, 5);

        Encoded encoded = codec.encode(visit);

        assertThat(shown(encoded)).startsWith("{\"at\": {\"$date\": \"2026-11-01T10:00:00.123Z\"}");
        assertThat(encoded.types()).isEqualTo("Visit{at:instant.456789,when:instant.1}");
        assertThat(codec.decode(encoded)).isEqualTo(visit);
        assertThat(codec.decode(encoded, Visit.class)).isEqualTo(visit);
        assertThat(codec.decode(codec.encode(List.of(visit)), new TypeRef<List<Visit>>() {}.type()))
                .isEqualTo(List.of(visit));
    }

    @Test
    void arrays_and_maps_of_instants_keep_their_nanoseconds() {
        Instant[] array = {MILLIS, MILLIS.plusNanos(3), MILLIS.plusNanos(3)};
        Map<Instant, Instant> map = Map.of(MILLIS.plusNanos(1), MILLIS.plusNanos(2));

        assertThat(codec.encode(array).types()).isEqualTo("instant[]{1-2:instant.3}");
        assertThat(codec.decode(codec.encode(array))).isEqualTo(array);
        assertThat(codec.decode(codec.encode(array), Instant[].class)).isEqualTo(array);
        assertThat(codec.decode(codec.encode(map))).isEqualTo(map);
        assertThat(codec.decode(codec.encode(map), new TypeRef<Map<Instant, Instant>>() {}.type()))
                .isEqualTo(map);
    }

    @Test
    void a_list_of_what_bson_has_needs_no_note() {
        assertThat(codec.encode(List.of(1L, 2, 2.5, ID, MILLIS, "x", new BigDecimal("1.0")))
                        .types())
                .isNull();
    }

    @Test
    void equal_sets_give_equal_bytes() {
        for (List<Object> elements : List.<List<Object>>of(
                List.of("Aa", "BB"), List.of(1L, 2, "c"), List.of(MILLIS.plusNanos(1), MILLIS.plusNanos(2)))) {
            List<Object> reversed = new ArrayList<>(elements);
            Collections.reverse(reversed);

            assertThat(codec.encode(new HashSet<>(elements))).isEqualTo(codec.encode(new HashSet<>(reversed)));
        }
    }

    @Test
    void a_remainder_that_is_none_is_no_type() {
        Encoded value = codec.encode(MILLIS);
        for (String note : List.of("instant.x", "instant.1234567", "date.1", "instant.")) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .as(note)
                    .isThrownBy(() -> codec.decode(Encoded.of(value.bytes(), note)))
                    .withMessageContaining("not allowed");
        }
        assertThat(codec.decode(Encoded.of(codec.encode("text").bytes(), "instant.5")))
                .isEqualTo("text");
    }

    @Test
    void operators_see_plain_json() {
        assertThat(codec.toJson(codec.encode(new LinkedHashMap<>(
                                Map.of("a.b", Arrays.asList(1L, null, MILLIS, ID, new byte[] {1, 2})))))
                        .text())
                .isEqualTo("{\"a.b\":[1,null,\"2026-11-01T10:00:00.123Z\",\"" + ID + "\",\"AQI=\"]}");
        assertThat(codec.toJson(codec.encode(new BigDecimal("1.10"))).text()).isEqualTo("1.10");
    }
}
