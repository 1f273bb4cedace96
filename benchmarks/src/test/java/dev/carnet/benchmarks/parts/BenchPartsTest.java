package dev.carnet.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.contenders.Places;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import dev.carnet.benchmarks.report.Part;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every part in little. The figures mean nothing but those that are counts. */
class BenchPartsTest {
    private static final Scale LITTLE = new Scale(300, 50, Duration.ofMillis(100), 1);
    private static final Set<Places> SQL = EnumSet.of(Places.SQLITE, Places.POSTGRESQL, Places.MARIADB);
    private static final Set<Metric> COUNTS = EnumSet.of(Metric.LOST, Metric.REFUSED);

    @ParameterizedTest
    @EnumSource
    void every_part_finds_something_out_and_carnet_loses_nothing(Places where) throws Exception {
        BenchParts parts =
                new BenchParts(EnumSet.allOf(Part.class), LITTLE, new PrintStream(OutputStream.nullOutputStream()));
        try (ContenderPlace place = where.open()) {
            parts.at(place);
        }

        List<Finding> findings = parts.findings().all();
        assertThat(findings).extracting(Finding::metric).contains(Metric.ALL_ANSWERED);
        if (SQL.contains(where)) {
            assertThat(findings).extracting(Finding::metric).contains(Metric.SWEPT, Metric.FOUND);
        }
        if (SQL.contains(where) || where == Places.REDIS) {
            assertThat(findings).extracting(Finding::metric).contains(Metric.STORED_OF_TWO);
        }
        assertThat(findings).allMatch(each -> COUNTS.contains(each.metric()) || each.value() > 0);
        assertThat(findings)
                .filteredOn(each -> each.contender().startsWith("Carnet") && COUNTS.contains(each.metric()))
                .as("what Carnet loses of requests at once")
                .isNotEmpty()
                .allMatch(each -> each.value() == 0);
    }

    @Test
    void heap_is_measured_in_a_process_of_its_own() throws Exception {
        Payload payload = new Payload(20, 2);
        assertThat(HeapUse.measure("Carnet Memory", 20_000, payload)).isGreaterThan(payload.bytesWithNames());
    }

    @Test
    void programs_are_measured_from_start_to_end() throws Exception {
        assertThat(StartUp.inTurns(Map.of("java", List.of(Processes.java(), "-version")), Path.of("."), 1))
                .singleElement()
                .matches(each -> each.value() > 0);
    }
}
