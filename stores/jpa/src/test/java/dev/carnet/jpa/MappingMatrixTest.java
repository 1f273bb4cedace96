package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some sixty mappings, each with a provider on a database: it is refused as the store opens, with a message that says why, or
 * sessions are kept as everywhere. With {@code -Pfull} each with both providers on three databases; else each with one of them.
 */
class MappingMatrixTest {
    private static final boolean FULL = Boolean.getBoolean("carnet.test.full");

    private static final boolean REWRITES = Boolean.getBoolean("carnet.test.rewrite");
    private static final Map<String, String> SEEN = new ConcurrentSkipListMap<>();

    @TempDir
    static Path directory;

    /** For a shorter run, only mappings whose name contains this. */
    private static final String ONLY = System.getProperty("carnet.test.mapping", "");

    static Stream<MappingCell> cells() {
        return IntStream.range(0, Mapping.ALL.size()).boxed().flatMap(i -> {
            List<MappingCell> all = MappingTable.cells(Mapping.ALL.get(i));
            return !Mapping.ALL.get(i).name().contains(ONLY)
                    ? Stream.<MappingCell>of()
                    : FULL ? all.stream() : Stream.of(all.get(i % all.size()));
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_mapping_keeps_sessions_or_is_refused(MappingCell cell) throws Exception {
        MappingOutcome outcome = cell.tried(Files.createTempDirectory(directory, "db"));
        SEEN.put(cell.toString(), outcome.way());

        Optional<String> refusal = cell.mapping().refusal(cell.provider(), cell.kind());
        assertThat(outcome.way().equals(MappingOutcome.REFUSED))
                .as(outcome.toString())
                .isEqualTo(refusal.isPresent());
        assertThat(outcome.message()).contains(refusal.orElse(""));
        if (!REWRITES) {
            assertThat(outcome.way())
                    .as("docs/mappings.md says otherwise; -Pfull -Dcarnet.test.rewrite=true writes it anew")
                    .isEqualTo(MappingTable.seen().get(cell.toString()));
        }
    }

    @AfterAll
    static void rewrite() throws IOException {
        if (FULL && REWRITES) {
            MappingTable.write(SEEN);
        }
    }

    @Test
    void the_page_is_made_of_what_a_full_run_saw() throws IOException {
        assumeThat(REWRITES).as("it is being written anew").isFalse();
        assertThat(MappingTable.pageAsItIs())
                .as("-Pfull -Dcarnet.test.rewrite=true writes it anew")
                .isEqualTo(MappingTable.page());
    }
}
