package dev.carnet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.benchmarks.contenders.Places;
import dev.carnet.benchmarks.jmh.HeapRun;
import dev.carnet.benchmarks.load.Race;
import dev.carnet.benchmarks.load.Workload;
import dev.carnet.benchmarks.report.Findings;
import dev.carnet.benchmarks.report.Measurement;
import dev.carnet.benchmarks.report.Method;
import dev.carnet.benchmarks.report.ReportPage;
import dev.carnet.benchmarks.report.Results;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.TimeValue;

/** A run of everything in little: what the command does in an hour, in seconds. The figures mean nothing. */
class ComparisonTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final Plan BRIEF = new Plan(
            new Race(2, Duration.ofMillis(5), Duration.ofMillis(5)),
            1,
            10,
            List.of(
                    new Workload(Operation.READ, 1, Plan.USUAL),
                    new Workload(Operation.CHANGE, 1, Plan.USUAL),
                    new Workload(Operation.NEW, 1, Plan.USUAL),
                    new Workload(Operation.RENAME, 2, Plan.USUAL),
                    new Workload(Operation.END, 1, Plan.USUAL)),
            List.of(new Workload(Operation.READ, 1, Plan.USUAL)));

    @Test
    void a_run_becomes_a_page_with_tables(@TempDir Path directory) throws Exception {
        Path page = Files.writeString(
                directory.resolve("performance.md"),
                "# Before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nbehind\n");
        Comparison comparison = new Comparison(BRIEF, NOWHERE);
        comparison.at(Places.POSTGRESQL);
        comparison.at(Places.REDIS);
        comparison.at(Places.MONGODB);
        List<Measurement> all = new ArrayList<>(briefHeap());
        all.addAll(comparison.results().all());

        new ReportPage(
                        new Results(all),
                        comparison.counts(),
                        new Findings(List.of()),
                        Method.of(BRIEF, comparison.versions()))
                .writeInto(page);

        assertThat(page).content().startsWith("# Before\n").endsWith("behind\n").doesNotContain("old");
        assertThat(page)
                .content()
                .contains("| PostgreSQL, Spring Session JDBC |", "| Carnet Memory |", "faster than Spring Session JDBC")
                .contains("faster than Spring Session Redis", "faster than mongodb-spring-session")
                .contains("| PostgreSQL, Carnet JDBC | 1.0 | 2.0 | 1.0 | 2.0 | 2.0 |")
                .contains("| Redis, Carnet Redis | 1.0 | 2.0 | 1.0 | 2.0 | 2.0 |")
                .contains("| MongoDB, Carnet MongoDB | 1.0 | 2.0 | 1.0 | 3.0 | 2.0 |");
    }

    private static List<Measurement> briefHeap() throws Exception {
        TimeValue moment = TimeValue.milliseconds(5);
        return HeapRun.run(
                1,
                options -> options.forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(moment),
                pass -> {});
    }
}
