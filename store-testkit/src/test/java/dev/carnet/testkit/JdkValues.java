package dev.carnet.testkit;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Clock;
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
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoEra;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of the JDK's own that sessions hold, or might: what becomes of each. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate", "UnnecessaryStringBuilder", "IdentityHashMapUsage"
}) // sessions hold the old ones too
final class JdkValues {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.123456789Z");

    private JdkValues() {}

    /**
     * A value.
     *
     * @param name as the page has it
     * @param sample the value, made anew whenever it is asked for
     * @param back the class that comes back; null if it is refused
     * @param state what has to be equal, since many classes are equal to themselves alone
     */
    record Value(
            String name, Supplier<Object> sample, @Nullable Class<?> back, Function<Object, @Nullable Object> state) {
        boolean isRefused() {
            return back == null;
        }

        /** What the page says of it. */
        String outcome() {
            if (back == null) {
                return "refused";
            }
            return back == sample.get().getClass() ? "kept" : "comes back as `" + back.getSimpleName() + "`";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Value kept(String name, Object sample) {
        return kept(name, () -> sample, Function.identity());
    }

    private static Value kept(String name, Supplier<Object> sample, Function<Object, @Nullable Object> state) {
        return new Value(name, sample, sample.get().getClass(), state);
    }

    /** What has the same elements in the same order. */
    private static Value keptElements(String name, Collection<?> sample) {
        return new Value(name, () -> sample, sample.getClass(), each -> new ArrayList<>((Collection<?>) each));
    }

    /** What has the same entries in the same order. */
    private static Value keptEntries(String name, Map<?, ?> sample) {
        return new Value(name, () -> sample, sample.getClass(), each -> new ArrayList<>(((Map<?, ?>) each).entrySet()));
    }

    private static Value as(Class<?> back, String name, Object sample) {
        return new Value(name, () -> sample, back, Function.identity());
    }

    private static Value asElements(Class<?> back, String name, Collection<?> sample) {
        return new Value(name, () -> sample, back, each -> new ArrayList<>((Collection<?>) each));
    }

    private static Value refused(String name, Object sample) {
        return new Value(name, () -> sample, null, Function.identity());
    }

    static List<Value> all() {
        return Stream.of(
                        texts(),
                        numbers(),
                        dates(),
                        otherScalars(),
                        arrays(),
                        lists(),
                        sets(),
                        maps(),
                        holders(),
                        never())
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<Value> texts() {
        return Stream.of(
                kept("`String`", "tea \u0000 \ud83c\udf75 \ud800"),
                kept("`Character`", 'c'),
                kept("`StringBuilder`", () -> new StringBuilder("tea"), Object::toString),
                kept("`StringBuffer`", () -> new StringBuffer("tea"), Object::toString));
    }

    private static Stream<Value> numbers() {
        return Stream.of(
                kept("`Boolean`", true),
                kept("`Byte`", (byte) 7),
                kept("`Short`", (short) 7),
                kept("`Integer`", 7),
                kept("`Long`", 7L),
                kept("`Float`", 1.1f),
                kept("`Double`", 2.5),
                kept(
                        "`Double.NaN`, infinite ones, `-0.0`",
                        new ArrayList<>(List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0))),
                kept("`BigInteger`", BigInteger.TEN.pow(40)),
                kept("`BigDecimal`, its scale too", new BigDecimal("1.100")),
                kept("`AtomicInteger`", () -> new AtomicInteger(3), each -> ((AtomicInteger) each).get()),
                kept("`AtomicLong`", () -> new AtomicLong(3), each -> ((AtomicLong) each).get()),
                kept("`AtomicBoolean`", () -> new AtomicBoolean(true), each -> ((AtomicBoolean) each).get()),
                kept("`OptionalInt`", OptionalInt.of(3)),
                kept("`OptionalLong`", OptionalLong.of(3)),
                kept("`OptionalDouble`", OptionalDouble.of(0.5)),
                kept("an empty `OptionalInt`", OptionalInt.empty()));
    }

    private static Stream<Value> dates() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.JAPAN);
        calendar.setTimeInMillis(NOW.toEpochMilli());
        calendar.setFirstDayOfWeek(Calendar.WEDNESDAY);
        calendar.setMinimalDaysInFirstWeek(3);
        calendar.setGregorianChange(new Date(0));
        calendar.setLenient(false);
        Timestamp timestamp = Timestamp.from(NOW);
        return Stream.of(
                kept("`Instant`, nanoseconds too", NOW),
                kept("`LocalDate`", LocalDate.of(2026, 11, 1)),
                kept("`LocalTime`", LocalTime.of(10, 0, 0, 1)),
                kept("`LocalDateTime`", LocalDateTime.of(2026, 11, 1, 10, 0)),
                kept("`OffsetDateTime`", OffsetDateTime.of(2026, 11, 1, 10, 0, 0, 0, ZoneOffset.ofHours(2))),
                kept("`OffsetTime`", OffsetTime.of(10, 0, 0, 0, ZoneOffset.ofHours(2))),
                kept("`ZonedDateTime`", NOW.atZone(ZoneId.of("Europe/Berlin"))),
                kept("`Duration`", Duration.ofSeconds(5, 1)),
                kept("`Period`", Period.of(1, 2, 3)),
                kept("`Year`", Year.of(2026)),
                kept("`YearMonth`", YearMonth.of(2026, 11)),
                kept("`MonthDay`", MonthDay.of(2, 29)),
                kept("`ZoneId`", ZoneId.of("Europe/Berlin")),
                kept("`ZoneOffset`", ZoneOffset.ofHoursMinutes(5, 45)),
                kept("`DayOfWeek`", DayOfWeek.FRIDAY),
                kept("`Month`", Month.MAY),
                kept("`IsoEra`", IsoEra.BCE),
                kept("`ChronoUnit`", ChronoUnit.DAYS),
                kept("`ChronoField`", ChronoField.EPOCH_DAY),
                kept("`JapaneseDate`", JapaneseDate.of(2026, 11, 1)),
                kept("`HijrahDate`", HijrahDate.of(1448, 5, 1)),
                kept("`MinguoDate`", MinguoDate.of(115, 11, 1)),
                kept("`ThaiBuddhistDate`", ThaiBuddhistDate.of(2569, 11, 1)),
                kept("`java.util.Date`", new Date(1_234_567_890_123L)),
                kept("`java.sql.Timestamp`, nanoseconds too", timestamp),
                kept("`java.sql.Date`, to the millisecond", new java.sql.Date(1_234_567_890_123L)),
                kept("`java.sql.Time`, to the millisecond", new Time(12_345)),
                kept("`GregorianCalendar`: zone, week rules, leniency and change of calendar too", calendar),
                kept("a `TimeZone` of the JDK", TimeZone.getTimeZone("America/New_York")));
    }

    private static Stream<Value> otherScalars() {
        BitSet bits = new BitSet();
        bits.set(3);
        bits.set(200);
        return Stream.of(
                kept("`UUID`", new UUID(1, 2)),
                kept("`URI`", URI.create("https://example.com/a?b=c#d")),
                kept("`Locale` that has a language tag", Locale.forLanguageTag("zh-Hant-TW")),
                kept("`Currency`", Currency.getInstance("EUR")),
                kept("`Charset`", StandardCharsets.UTF_8),
                kept("`BitSet`", bits),
                kept("`TimeUnit`", TimeUnit.HOURS),
                kept("`RoundingMode`", RoundingMode.HALF_EVEN),
                kept("`FormatStyle`", FormatStyle.LONG),
                kept("`TextStyle`", TextStyle.SHORT));
    }

    private static Stream<Value> arrays() {
        return Stream.of(
                kept("`byte[]`", new byte[] {1, -2, 3}),
                kept("`char[]`", new char[] {'t', 'e', 'a'}),
                kept("`int[]`", new int[] {1, 2}),
                kept("`long[]`", new long[] {1, 2}),
                kept("`short[]`", new short[] {1, 2}),
                kept("`boolean[]`", new boolean[] {true, false}),
                kept("`float[]`", new float[] {1.1f, Float.NaN}),
                kept("`double[]`", new double[] {1.1, Double.POSITIVE_INFINITY}),
                kept("`String[]`", new String[] {"a", null}),
                kept("`Object[]`", new Object[] {"a", 5L, null, new int[] {1}}),
                kept("`UUID[]` and arrays of other values", new UUID[] {new UUID(1, 2)}),
                kept("`int[][]`", new int[][] {{1}, {}, {2, 3}}));
    }

    private static Stream<Value> lists() {
        Stack<Integer> stack = new Stack<>();
        stack.addAll(List.of(1, 2, 3));
        PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(5, 1, 4, 2));
        PriorityQueue<Integer> reverse = new PriorityQueue<>(Comparator.reverseOrder());
        reverse.addAll(List.of(1, 5, 3));
        return Stream.of(
                kept("`ArrayList`", new ArrayList<>(Arrays.asList("a", 5L, null, List.of(1)))),
                kept("`LinkedList`", new LinkedList<>(List.of(1, 2))),
                kept("`Vector`", new Vector<>(List.of(1, 2))),
                kept("`Stack`", stack),
                kept("`CopyOnWriteArrayList`", new CopyOnWriteArrayList<>(List.of(1, 2))),
                keptElements("`ArrayDeque`", new ArrayDeque<>(List.of(1, 2))),
                keptElements("`PriorityQueue`", queue),
                keptElements("`PriorityQueue` with `Comparator.reverseOrder()`", reverse),
                keptElements("`PriorityBlockingQueue`", new PriorityBlockingQueue<>(List.of(3, 1, 2))),
                keptElements("`ConcurrentLinkedQueue`", new ConcurrentLinkedQueue<>(List.of(1, 2))),
                keptElements("`ConcurrentLinkedDeque`", new ConcurrentLinkedDeque<>(List.of(1, 2))),
                keptElements("`LinkedBlockingQueue` without a bound", new LinkedBlockingQueue<>(List.of(1, 2))),
                keptElements("`LinkedBlockingDeque` without a bound", new LinkedBlockingDeque<>(List.of(1, 2))),
                keptElements("`LinkedTransferQueue`", new LinkedTransferQueue<>(List.of(1, 2))),
                kept("`Collections.synchronizedList`", Collections.synchronizedList(new ArrayList<>(List.of(1, 2)))),
                keptElements(
                        "`Collections.synchronizedCollection`",
                        Collections.synchronizedCollection(new ArrayList<>(List.of(1, 2)))),
                as(ArrayList.class, "`List.of`", List.of(1, 2)),
                as(
                        ArrayList.class,
                        "`List.copyOf`, `Stream.toList`",
                        Stream.of(1, 2).toList()),
                as(ArrayList.class, "`Arrays.asList`", Arrays.asList(1, null)),
                as(ArrayList.class, "`List.subList`", new ArrayList<>(List.of(1, 2, 3)).subList(1, 3)),
                as(
                        ArrayList.class,
                        "`Collections.unmodifiableList`",
                        Collections.unmodifiableList(new LinkedList<>(List.of(1)))),
                as(ArrayList.class, "`Collections.emptyList`", Collections.emptyList()),
                as(ArrayList.class, "`Collections.singletonList`", Collections.singletonList(null)),
                as(ArrayList.class, "`Collections.nCopies`", Collections.nCopies(3, "a")),
                as(
                        ArrayList.class,
                        "`Collections.checkedList`",
                        Collections.checkedList(new ArrayList<>(List.of(1)), Integer.class)),
                asElements(
                        ArrayList.class,
                        "`Collections.unmodifiableCollection`",
                        Collections.unmodifiableCollection(new ArrayList<>(List.of(1)))),
                asElements(ArrayList.class, "`Map.values`", new TreeMap<>(Map.of("a", 1, "b", 2)).values()));
    }

    private static Stream<Value> sets() {
        TreeSet<String> ignoringCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.addAll(List.of("b", "A"));
        ConcurrentHashMap.KeySetView<Integer, Boolean> concurrent = ConcurrentHashMap.newKeySet();
        concurrent.addAll(List.of(1, 2));
        Set<Integer> fromMap = Collections.newSetFromMap(new LinkedHashMap<>());
        fromMap.addAll(List.of(3, 1, 2));
        return Stream.of(
                kept("`HashSet`", new HashSet<>(List.of(3, 1, 2))),
                keptElements("`LinkedHashSet`", new LinkedHashSet<>(List.of(3, 1, 2))),
                keptElements("`TreeSet`", new TreeSet<>(List.of(3, 1, 2))),
                keptElements("`TreeSet` with `String.CASE_INSENSITIVE_ORDER`", ignoringCase),
                kept("`EnumSet`", EnumSet.of(Month.MAY, Month.JUNE)),
                kept("an empty `EnumSet`", EnumSet.noneOf(Month.class)),
                kept("`ConcurrentHashMap.newKeySet()`", concurrent),
                keptElements("`ConcurrentSkipListSet`", new ConcurrentSkipListSet<>(List.of(3, 1, 2))),
                keptElements("`CopyOnWriteArraySet`", new CopyOnWriteArraySet<>(List.of(3, 1, 2))),
                keptElements(
                        "`Collections.synchronizedSet`",
                        Collections.synchronizedSet(new LinkedHashSet<>(List.of(3, 1, 2)))),
                keptElements(
                        "`Collections.synchronizedNavigableSet`",
                        Collections.synchronizedNavigableSet(new TreeSet<>(List.of(3, 1, 2)))),
                as(HashSet.class, "`Set.of`", Set.of(1, 2)),
                as(HashSet.class, "`Collections.emptySet`", Collections.emptySet()),
                as(HashSet.class, "`Collections.singleton`", Collections.singleton("a")),
                as(HashSet.class, "`Map.keySet`", new HashMap<>(Map.of("a", 1)).keySet()),
                asElements(
                        LinkedHashSet.class,
                        "`Collections.unmodifiableSet`, in its order",
                        Collections.unmodifiableSet(new LinkedHashSet<>(List.of(3, 1, 2)))),
                asElements(LinkedHashSet.class, "`Collections.newSetFromMap`, in its order", fromMap),
                asElements(
                        TreeSet.class,
                        "`Collections.unmodifiableSortedSet`",
                        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(3, 1, 2)))));
    }

    private static Stream<Value> maps() {
        Map<String, Integer> accessOrder = new LinkedHashMap<>(16, 0.75f, true);
        accessOrder.put("b", 1);
        accessOrder.put("a", 2);
        Map<String, Integer> linked = new LinkedHashMap<>();
        linked.put("b", 1);
        linked.put("a", 2);
        TreeMap<String, Integer> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(Map.of("b", 1, "A", 2));
        TreeMap<Integer, Integer> reverse = new TreeMap<>(Comparator.reverseOrder());
        reverse.putAll(Map.of(1, 1, 2, 2));
        Properties properties = new Properties();
        properties.setProperty("a", "1");
        return Stream.of(
                keptEntries("`LinkedHashMap`", linked),
                new Value(
                        "`LinkedHashMap` in access order: the current order, afterwards insertion order",
                        () -> accessOrder,
                        LinkedHashMap.class,
                        each -> new ArrayList<>(((Map<?, ?>) each).entrySet())),
                as(LinkedHashMap.class, "`HashMap`", new HashMap<>(Map.of("a", 1, "b", 2))),
                keptEntries("`TreeMap`", new TreeMap<>(Map.of("b", 1, "a", 2))),
                keptEntries("`TreeMap` with `String.CASE_INSENSITIVE_ORDER`", ignoringCase),
                keptEntries("`TreeMap` with `Comparator.reverseOrder()`", reverse),
                kept("`EnumMap`", new EnumMap<>(Map.of(Month.MAY, 1, Month.JUNE, 2))),
                kept("an empty `EnumMap`", new EnumMap<>(Month.class)),
                kept("`Hashtable`", new Hashtable<>(Map.of("a", 1))),
                kept("`Properties` without defaults", properties),
                kept("`ConcurrentHashMap`", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2))),
                keptEntries("`ConcurrentSkipListMap`", new ConcurrentSkipListMap<>(Map.of("b", 1, "a", 2))),
                keptEntries("`Collections.synchronizedMap`, in its order", Collections.synchronizedMap(linked)),
                keptEntries(
                        "`Collections.synchronizedNavigableMap`",
                        Collections.synchronizedNavigableMap(new TreeMap<>(Map.of("b", 1, "a", 2)))),
                as(LinkedHashMap.class, "`Map.of`", Map.of("a", 1, "b", 2)),
                as(LinkedHashMap.class, "`Collections.emptyMap`", Collections.emptyMap()),
                as(LinkedHashMap.class, "`Collections.singletonMap`", Collections.singletonMap("a", null)),
                new Value(
                        "`Collections.unmodifiableMap`, in its order",
                        () -> Collections.unmodifiableMap(linked),
                        LinkedHashMap.class,
                        each -> new ArrayList<>(((Map<?, ?>) each).entrySet())),
                as(
                        TreeMap.class,
                        "`Collections.unmodifiableSortedMap`, `TreeMap.subMap`",
                        new TreeMap<>(Map.of("b", 1, "a", 2)).headMap("c")),
                kept(
                        "a map with keys that are numbers, dates, UUIDs or enums, of one class",
                        new LinkedHashMap<>(Map.of(new UUID(1, 2), 1))));
    }

    private static Stream<Value> holders() {
        return Stream.of(
                kept("`Optional`", Optional.of(5L)),
                kept("an empty `Optional`", Optional.empty()),
                kept("`AtomicReference`", () -> new AtomicReference<>(5L), each -> ((AtomicReference<?>) each).get()),
                kept("`AbstractMap.SimpleEntry`", new AbstractMap.SimpleEntry<>("a", 5L)),
                kept("`AbstractMap.SimpleImmutableEntry`", new AbstractMap.SimpleImmutableEntry<>("a", 5L)),
                as(AbstractMap.SimpleImmutableEntry.class, "`Map.entry`", Map.entry("a", 5L)));
    }

    private static Stream<Value> never() {
        Properties withDefaults = new Properties(properties("a"));
        return Stream.of(
                refused("`URL`, whose `hashCode` queries the network: store its `toURI()`", url()),
                refused(
                        "`TreeMap`, `TreeSet` or `PriorityQueue` with another comparator",
                        new TreeMap<>(Comparator.comparing(Object::toString))),
                refused("a map with keys of several classes", new HashMap<Object, Object>(Map.of("a", 1, 5, 2))),
                refused("a map with a null key", Collections.singletonMap(null, 1)),
                refused(
                        "a map whose keys are compared by identity, such as `byte[]` or `AtomicInteger`",
                        Map.of(new AtomicInteger(1), 1)),
                refused("`Properties` with defaults", withDefaults),
                refused("`IdentityHashMap`", new IdentityHashMap<>(Map.of("a", 1))),
                refused("`WeakHashMap`", new WeakHashMap<>(Map.of("a", 1))),
                refused("`ArrayBlockingQueue`, and other queues with a bound", new ArrayBlockingQueue<>(3)),
                refused("`LinkedBlockingQueue` with a bound", new LinkedBlockingQueue<>(3)),
                refused("`Collections.asLifoQueue`", Collections.asLifoQueue(new ArrayDeque<>(List.of(1)))),
                refused("`Locale` without a language tag", new Locale("no", "NO", "NY")),
                refused("`SimpleTimeZone`", new SimpleTimeZone(1, "here")),
                refused(
                        "other `Calendar` classes",
                        new Calendar.Builder().setCalendarType("buddhist").build()),
                refused("a number of more than 10,000 digits", BigInteger.TEN.pow(10_001)),
                refused("`LongAdder`", new LongAdder()),
                refused("`StringJoiner`", new StringJoiner(",")),
                refused("`Pattern`", Pattern.compile("a")),
                refused("`File`", new File("a")),
                refused("`Path`", Path.of("a")),
                refused("`InetAddress`", loopback()),
                refused("`Clock`", Clock.systemUTC()),
                refused("`Random`", new Random(1)),
                refused("`Thread`", new Thread(() -> {})),
                refused("`ReentrantLock`", new ReentrantLock()),
                refused("an iterator", List.of(1).iterator()),
                refused("a stream", Stream.of(1)),
                refused("`Class`", String.class),
                refused("`Exception`", new IllegalStateException("no")),
                refused("a lambda", (Supplier<String>) () -> "a"),
                refused("`Object`", new Object()));
    }

    private static Properties properties(String key) {
        Properties properties = new Properties();
        properties.setProperty(key, "1");
        return properties;
    }

    private static Object url() {
        try {
            return URI.create("https://example.com").toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The table of the page. */
    static String table() {
        StringBuilder table = new StringBuilder("| value | |\n|---|---|\n");
        all().forEach(each -> table.append("| ")
                .append(each.name())
                .append(" | ")
                .append(each.outcome())
                .append(" |\n"));
        return table.toString();
    }
}
