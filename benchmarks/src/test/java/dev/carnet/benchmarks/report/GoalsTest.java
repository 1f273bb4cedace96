package dev.carnet.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static Measurement measured(String contender, Operation operation, int threads, double nanos) {
        Slice slice = new Slice(1, nanos, nanos, nanos, nanos, 0);
        return new Measurement("Redis", false, new Workload(operation, threads, Plan.USUAL), contender, List.of(slice));
    }

    @Test
    void carnet_is_told_beside_the_client_that_is_the_fastest_at_a_workload() {
        String goals = Goals.of(new Results(List.of(
                        measured("bare Jedis", Operation.READ, 1, 100),
                        measured("bare Lettuce", Operation.READ, 1, 200),
                        measured("Carnet Redis", Operation.READ, 1, 110),
                        measured("bare Jedis", Operation.READ, 64, 200),
                        measured("bare Lettuce", Operation.READ, 64, 100),
                        measured("Carnet Redis", Operation.READ, 64, 210))))
                .table(List.of());

        assertThat(goals)
                .contains("1 thread, beside the bare Jedis | at most 1.15x | 1.10x | yes |")
                .contains("64 threads, beside the bare Lettuce | at most 1.15x | 2.1x | no |");
    }

    @Test
    void a_peer_is_to_be_beaten_by_what_was_promised_of_it() {
        String goals = Goals.of(new Results(List.of(
                        measured("bare Jedis", Operation.CHANGE, 8, 100),
                        measured("Carnet Redis", Operation.CHANGE, 8, 100),
                        measured("Spring Session Redis", Operation.CHANGE, 8, 230),
                        measured("Spring Session Redis indexed", Operation.CHANGE, 8, 360))))
                .table(List.of());

        assertThat(goals)
                .contains("faster than Spring Session Redis | at least 2.2x | 2.3x | yes |")
                .contains("faster than Spring Session Redis indexed | at least 3.7x | 3.6x | no |");
    }
}
