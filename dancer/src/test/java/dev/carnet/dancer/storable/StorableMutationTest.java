package dev.carnet.dancer.storable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.dancer.Fixtures;
import dev.carnet.dancer.Mutation;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is done to a stored value, it is read or refused, in time and with an error of our own. */
class StorableMutationTest {
    private static final int MUTATIONS = Boolean.getBoolean("carnet.test.full") ? 1_000_000 : 20_000;
    private static final int MARKS = 36;
    private static final Duration MOST = Duration.ofMinutes(10);

    private static final List<String> FILES = List.of(
            "redis-storable.bin",
            "redis-storable-shared-reference.bin",
            "redis-storable-utf8-doubled.bin",
            "storable-network-order.bin");

    /** Values of every kind, as Perl wrote them, and mutated ones that once were trouble; a line of hexadecimal each. */
    private static List<byte[]> corpus() throws IOException {
        List<byte[]> values = new ArrayList<>();
        FILES.forEach(each -> values.add(Fixtures.bytes(each)));
        for (String line : Files.readAllLines(Fixtures.path("../storable-corpus.txt"), StandardCharsets.US_ASCII)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                values.add(HexFormat.of().parseHex(line.strip()));
            }
        }
        return values;
    }

    @Test
    void the_corpus_is_read_or_refused() throws Exception {
        List<byte[]> corpus = corpus();

        assertThat(corpus).hasSizeGreaterThan(20);
        Assertions.assertTimeoutPreemptively(MOST, () -> corpus.forEach(StorableMutationTest::readOrRefused));
    }

    @Test
    void mutated_values_are_read_or_refused() throws Exception {
        List<byte[]> corpus = corpus();
        long seed = 20261129;
        Random random = new Random(seed);
        int[] read = new int[1];

        Assertions.assertTimeoutPreemptively(MOST, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] value = Mutation.of(corpus.get(random.nextInt(corpus.size())), random, MARKS);
                try {
                    read[0] += readOrRefused(value) ? 1 : 0;
                } catch (RuntimeException | Error foreign) {
                    throw new AssertionError(HexFormat.of().formatHex(value), foreign);
                }
            }
        });

        assertThat(read[0]).as("mutated values that could be read, too").isBetween(MUTATIONS / 100, MUTATIONS);
    }

    /** Whether it could be read; what could is written, and reads the same again. */
    private static boolean readOrRefused(byte[] value) {
        Storable read;
        try {
            read = Storable.read(value);
        } catch (StorableException refused) {
            return false;
        }
        try {
            String json = PerlJson.write(read.root());
            assertThat(PerlJson.write(Storable.read(read.write()).root())).isEqualTo(json);
        } catch (NotPlainException hasNoJson) {
            return true;
        } catch (StorableException lost) {
            throw new AssertionError("what was read cannot be read again once written", lost);
        }
        return true;
    }
}
