package dev.carnet.dancer.sereal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.Mutation;
import dev.carnet.dancer.Perl;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlHash;
import dev.carnet.dancer.perl.PerlPlain;
import dev.carnet.dancer.perl.PerlValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What Perl's Sereal writes, in each version and compression, is read to what it was; anything else is refused. */
class SerealTest {
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 1_000_000 : 20_000;
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final String UNCOMPRESSED_5 = "# version 5, compression 0";
    private static final String ZSTD = "compression 3";

    /** A document by what is said of it. */
    private static Map<String, byte[]> corpus() throws IOException {
        return documents(Files.readString(Fixtures.path("../sereal-corpus.txt"), StandardCharsets.US_ASCII));
    }

    private static Map<String, byte[]> documents(String text) {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i += 2) {
            documents.put(lines.get(i), HexFormat.of().parseHex(lines.get(i + 1)));
        }
        return documents;
    }

    private static @Nullable Object plain(PerlValue session, String name) throws NotPlainException {
        return PerlPlain.of(Objects.requireNonNull(((PerlHash) session).get(name), name));
    }

    private static void requireWhatPerlWrote(byte[] document, boolean hasBooleans) throws Exception {
        PerlValue session = Sereal.read(document);

        assertThat(plain(session, "ascii")).isEqualTo("plain");
        assertThat(plain(session, "latin")).isEqualTo("café");
        assertThat(plain(session, "str")).isEqualTo("héllo ☃ 😀");
        assertThat(plain(session, "numstr")).isEqualTo("0042");
        assertThat(plain(session, "int")).isEqualTo(42);
        assertThat(plain(session, "neg")).isEqualTo(-7);
        assertThat(plain(session, "negs")).isEqualTo(List.of(-1, -16, -17, -300));
        assertThat(plain(session, "big")).isEqualTo(9007199254740993L);
        assertThat(plain(session, "huge")).isEqualTo("18446744073709551615");
        assertThat(plain(session, "float")).isEqualTo(3.25);
        assertThat(plain(session, "empty")).isEqualTo("");
        assertThat(plain(session, "nothing")).isNull();
        assertThat(plain(session, "t")).isEqualTo(hasBooleans ? true : 1);
        assertThat(plain(session, "f")).isEqualTo(hasBooleans ? false : "");
        assertThat(plain(session, "nested"))
                .isEqualTo(Map.of(
                        "eh", Map.of(),
                        "el", List.of(),
                        "hash", Map.of("k", "v"),
                        "list", Arrays.asList(1, "two", null, Map.of("deep", "x"))));
        assertThat(plain(session, "a")).isEqualTo(List.of(1));
        assertThat(plain(session, "b")).isEqualTo(List.of(1));
        assertThat(plain(session, "weak")).isEqualTo(Map.of("owner", List.of(1), "held", List.of(1)));
        assertThat(plain(session, "object")).isEqualTo(Map.of("name", "x"));
        assertThat(plain(session, "again")).isEqualTo(Map.of("name", "y"));
        assertThat(Objects.requireNonNull(((PerlHash) session).get("again"))
                        .target()
                        .className())
                .isEqualTo("Shop::Cart");
        assertThat(plain(session, "code")).isEqualTo("scalar");
        assertThat(plain(session, "re")).asString().isEqualTo("(?^i:a.b)");
        assertThat((List<?>) plain(session, "many"))
                .hasSize(40)
                .last()
                .isEqualTo(Map.of("name", "n40", "value", "v".repeat(40)));
        assertThat(plain(session, "kéy ☃")).isEqualTo(1);
        assertThatThrownBy(() -> plain(session, "circle"))
                .isInstanceOf(NotPlainException.class)
                .hasMessage("a value that holds itself");
    }

    @Test
    void every_version_and_compression_is_read() throws Exception {
        Map<String, byte[]> corpus = corpus();

        assertThat(corpus).hasSizeGreaterThan(12);
        for (Map.Entry<String, byte[]> each : corpus.entrySet()) {
            if (each.getKey().contains(ZSTD)) {
                assertThatThrownBy(() -> Sereal.read(each.getValue()))
                        .isInstanceOf(SerealException.class)
                        .hasMessage("the value is compressed in a way that cannot be read here; Snappy and zlib can");
            } else {
                requireWhatPerlWrote(each.getValue(), each.getKey().contains("version 5"));
            }
        }
    }

    @Test
    void what_the_perl_of_this_machine_writes_is_read() throws Exception {
        Perl.assumeModules("libsereal-encoder-perl", "Sereal::Encoder");

        for (Map.Entry<String, byte[]> each :
                documents(Perl.runFile("sereal-corpus.pl")).entrySet()) {
            if (!each.getKey().contains(ZSTD)) {
                requireWhatPerlWrote(each.getValue(), each.getKey().contains("version 5"));
            }
        }
    }

    /** Snappy's copies of little make much, and so do references: both have a limit. */
    @Test
    void a_little_that_becomes_much_is_refused() {
        byte[] snappy = HexFormat.of().parseHex("3df3726c" + "2500" + "05" + "ffffffff0f");
        byte[] zlib = HexFormat.of().parseHex("3df3726c" + "3500" + "ffffffff0f" + "00");
        StringBuilder deep = new StringBuilder("3df3726c0500");
        deep.append("28".repeat(2000)).append("25");

        assertThatThrownBy(() -> Sereal.read(snappy)).hasMessage("the value has more than 1048576 bytes");
        assertThatThrownBy(() -> Sereal.read(zlib)).hasMessage("the value has more than 1048576 bytes");
        assertThatThrownBy(() -> Sereal.read(HexFormat.of().parseHex(deep.toString())))
                .hasMessage("the value is nested more than 1000 deep");
        assertThatThrownBy(() -> PerlPlain.of(Sereal.read(laughs())))
                .isInstanceOf(NotPlainException.class)
                .hasMessage("a value of more than 262144 parts");
    }

    /** Seventeen lists, each of which holds the one before twice. */
    private static byte[] laughs() {
        StringBuilder body = new StringBuilder("2b12" + "28ab0100");
        int last = 4;
        for (int i = 0; i < 17; i++) {
            int at = body.length() / 2 + 2;
            body.append("28ab02").append("29%02x29%02x".formatted(last, last));
            last = at;
        }
        return HexFormat.of().parseHex("3df3726c0500" + body);
    }

    @Test
    void mutated_documents_are_read_or_refused() throws Exception {
        Map<String, byte[]> corpus = corpus();
        List<byte[]> documents = new ArrayList<>(corpus.values());
        documents.addAll(Collections.nCopies(20, Objects.requireNonNull(corpus.get(UNCOMPRESSED_5))));
        Random random = new Random(20261130);
        int[] read = new int[1];

        Assertions.assertTimeoutPreemptively(MOST, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] value = Mutation.of(documents.get(random.nextInt(documents.size())), random, 0x80);
                try {
                    read[0] += isRead(value) ? 1 : 0;
                } catch (RuntimeException | Error foreign) {
                    throw new AssertionError(HexFormat.of().formatHex(value), foreign);
                }
            }
        });

        assertThat(read[0]).as("mutated values that could be read, too").isBetween(MUTATIONS / 100, MUTATIONS);
    }

    private static boolean isRead(byte[] document) {
        try {
            PerlValue value = Sereal.read(document);
            if (value instanceof PerlHash hash) {
                for (PerlHash.Slot each : hash.slots().values()) {
                    PerlPlain.of(each.value());
                }
            }
            return true;
        } catch (SerealException refused) {
            return false;
        } catch (NotPlainException notPlain) {
            return true;
        }
    }
}
