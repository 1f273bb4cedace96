package dev.carnet.benchmarks.parts;

import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.contenders.Crowd;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Findings;
import dev.carnet.benchmarks.report.Part;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the parts that are chosen and keeps what they find out. Not thread-safe. */
public final class BenchParts {
    private static final Payload OF_ONE_IN_A_CROWD = new Payload(200);

    private final Set<Part> chosen;
    private final Scale scale;
    private final PrintStream progress;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param progress told what is being measured
     */
    public BenchParts(Set<Part> chosen, Scale scale, PrintStream progress) {
        this.chosen = Set.copyOf(chosen);
        this.scale = scale;
        this.progress = progress;
    }

    /** One part of a run. */
    @FunctionalInterface
    private interface Trial {
        List<Finding> run() throws Exception;
    }

    /** Those that are about a place. */
    public void at(ContenderPlace place) throws Exception {
        if (chosen.contains(Part.FIND) || chosen.contains(Part.SWEEP)) {
            crowd(place);
        }
        run(Part.STORED, place.name(), () -> StoredBytes.of(place));
        run(Part.TOGETHER, place.name(), () -> Together.of(place, false, scale));
        run(Part.TOGETHER, place.name() + " through HTTP", () -> Together.of(place, true, scale));
    }

    /**
     * Those that are about no place.
     *
     * @param carnet the script of the command line
     */
    public void elsewhere(Path carnet) throws Exception {
        run(Part.MEMORY, "heap", () -> HeapUse.of(scale.rows()));
        run(Part.START, carnet.toString(), () -> StartUp.of(carnet, scale));
    }

    private void crowd(ContenderPlace place) throws Exception {
        progress.println(place.name() + ": a crowd");
        Optional<Crowd> gathered = place.crowd(scale.rows(), OF_ONE_IN_A_CROWD, SweepPart.CROWD);
        if (gathered.isEmpty()) {
            return;
        }
        try (Crowd crowd = gathered.get()) {
            run(Part.FIND, place.name(), () -> FindByUser.of(place.name(), crowd, scale));
            run(Part.SWEEP, place.name(), () -> SweepPart.of(place.name(), crowd, scale));
        }
    }

    private void run(Part part, String where, Trial trial) throws Exception {
        if (chosen.contains(part)) {
            progress.println(where + ": " + part);
            List<Finding> found = trial.run();
            findings.addAll(found);
            found.forEach(progress::println);
        }
    }

    public Findings findings() {
        return new Findings(findings);
    }
}
