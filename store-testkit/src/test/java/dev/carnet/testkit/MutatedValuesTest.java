package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever can write to the store can write anything: reading it gives a value or the documented exception. */
@SuppressWarnings("unused") // fields are state
class MutatedValuesTest {
    /** A million in all with {@code -Pfull}. */
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 340_000 : 2_000;

    /** What was found once, and would be found again: a line is the codec, the note and the bytes, both in base64. */
    private static final String CORPUS = "/mutated-values.tsv";

    private static final String INTERESTING = "{}[]\",:\\/0123456789eE+-.truefalsn \u0000\u00ff\ufeff";

    static List<ClassShapesTest.Codec> codecs() {
        return ClassShapesTest.codecs();
    }

    private static SessionCodec codec(ClassShapesTest.Codec codec) {
        return codec.with()
                .apply(AllowedTypes.NONE.andPackage("dev.carnet.testkit", ClassShapes.class.getClassLoader()));
    }

    @SuppressWarnings("JavaUtilDate") // sessions hold them
    private static List<Encoded> corpus(SessionCodec codec) {
        List<Object> values = new ArrayList<>(List.of(
                "text",
                7,
                5_000_000_000L,
                2.5,
                true,
                'c',
                new BigDecimal("1234567890.123456789"),
                BigInteger.TEN.pow(30),
                Instant.EPOCH,
                new Date(0),
                new UUID(1, 2),
                new byte[] {1, 2, 3},
                new long[] {1, 2},
                new Object[] {"a", 5L},
                List.of("a", 5L, 6L, Set.of(7L)),
                new TreeMap<>(Map.of("a", 1, "b", 2)),
                new HashMap<>(Map.of(new UUID(3, 4), 5L)),
                new LinkedHashMap<>(Map.of("deep", List.of(Map.of("deeper", List.of(1, 2, 3)))))));
        ClassShapes.all()
                .filter(ClassShapes.Shape::isKept)
                .map(ClassShapes.Shape::sample)
                .forEach(values::add);
        JdkValues.all().stream()
                .filter(value -> !value.isRefused())
                .map(value -> value.sample().get())
                .forEach(values::add);
        return values.stream().map(codec::encode).toList();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_mutated_value_is_a_value_or_unreadable(ClassShapesTest.Codec which) {
        SessionCodec codec = codec(which);
        List<Encoded> corpus = corpus(codec);
        Random random = new Random(17);

        for (int i = 0; i < MUTATIONS; i++) {
            Encoded one = corpus.get(random.nextInt(corpus.size()));
            Encoded other = corpus.get(random.nextInt(corpus.size()));
            readsOrSaysSo(codec, Encoded.of(mutated(one.bytes(), random), note(one, other, random)));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_was_found_once_stays_mended(ClassShapesTest.Codec which) throws IOException {
        SessionCodec codec = codec(which);
        try (InputStream in = MutatedValuesTest.class.getResourceAsStream(CORPUS)) {
            List<String[]> found = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .filter(parts -> parts[0].equals(which.name()))
                    .toList();

            assertThat(found).isNotEmpty();
            found.forEach(parts -> readsOrSaysSo(
                    codec,
                    Encoded.of(
                            Base64.getDecoder().decode(parts[2]),
                            parts[1].isEmpty()
                                    ? null
                                    : new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8))));
        }
    }

    private static void readsOrSaysSo(SessionCodec codec, Encoded value) {
        try {
            codec.decode(value);
        } catch (SessionCodecException documented) {
            assertThat(documented).hasMessageNotContaining("\n\tat ");
        } catch (RuntimeException | Error e) {
            throw new AssertionError("add to " + CORPUS + ": " + line(value) + " gave " + e, e);
        }
    }

    private static String line(Encoded value) {
        Base64.Encoder base64 = Base64.getEncoder();
        String note =
                value.types() == null ? "" : base64.encodeToString(value.types().getBytes(StandardCharsets.UTF_8));
        return "(codec)\t" + note + "\t" + base64.encodeToString(value.bytes());
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] next = bytes.clone();
        for (int times = random.nextInt(3); times >= 0 && next.length > 0; times--) {
            int at = random.nextInt(next.length);
            switch (random.nextInt(5)) {
                case 0 -> next[at] = (byte) random.nextInt(256);
                case 1 -> next[at] = (byte) INTERESTING.charAt(random.nextInt(INTERESTING.length()));
                case 2 -> next = Arrays.copyOf(next, at);
                case 3 -> next = spliced(next, at, Arrays.copyOfRange(next, at, random.nextInt(at, next.length)));
                default -> next = spliced(next, at, new byte[] {(byte) random.nextInt(256)});
            }
        }
        return next;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] more) {
        byte[] next = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(bytes, at, next, at + more.length, bytes.length - at);
        System.arraycopy(more, 0, next, at, more.length);
        return next;
    }

    private static String note(Encoded one, Encoded other, Random random) {
        String note = random.nextInt(3) == 0 ? other.types() : one.types();
        return note == null || random.nextInt(3) > 0
                ? note
                : new String(mutated(note.getBytes(StandardCharsets.ISO_8859_1), random), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void text_in_another_encoding_is_unreadable(ClassShapesTest.Codec which) {
        SessionCodec codec = codec(which);
        String json = "{\"name\":\"tea\"}";

        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE")) {
            byte[] bytes = json.getBytes(java.nio.charset.Charset.forName(charset));
            for (int length = 0; length <= bytes.length; length++) {
                readsOrSaysSo(codec, Encoded.of(Arrays.copyOf(bytes, length), null));
                readsOrSaysSo(codec, Encoded.of(Arrays.copyOf(bytes, length), "ARecord"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_number_written_as_text_has_the_bound_of_a_number(ClassShapesTest.Codec which) {
        SessionCodec codec = codec(which);
        Encoded text = codec.encode("9".repeat(1_000_000));

        for (String note : List.of("biginteger", "bigdecimal", "long", "double")) {
            assertThat(codec.decode(Encoded.of(text.bytes(), note))).isEqualTo("9".repeat(1_000_000));
        }
    }

    /** Of an allowed package, and refused: its thread would be lost. */
    static final class Trap {
        private static int made;
        private @Nullable Thread thread;

        Trap() {
            made++;
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void no_note_makes_an_object_that_would_not_have_been_stored(ClassShapesTest.Codec which) {
        SessionCodec codec = codec(which);
        byte[] bytes = codec.encode(new HashMap<>(Map.of("name", "tea"))).bytes();

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.of(bytes, Trap.class.getName())));
        assertThat(Trap.made).isZero();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void no_note_makes_a_class_of_another_package(ClassShapesTest.Codec which) {
        SessionCodec codec = codec(which);
        byte[] bytes = codec.encode(new HashMap<>(Map.of("name", "tea"))).bytes();

        for (String note : List.of(
                "dev.carnet.testkit.NoSuchClass",
                "dev.carnet.testkit",
                "dev.carnet.testkitty.Thing",
                "dev.carnet.options.SessionOptions",
                "java.net.URL",
                "javax.naming.InitialContext",
                "dev.carnet.testkit.ContractPart")) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> codec.decode(Encoded.of(bytes, note)))
                    .withMessageContaining("is not allowed");
        }
    }
}
