package dev.carnet.benchmarks.parts;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.load.Latencies;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import dev.carnet.jdbc.DbiProvider;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long programs take from start to end, in turns. */
final class StartUp {
    private static final int SESSIONS = 20;

    private StartUp() {}

    /**
     * Of the command line, beside Java alone.
     *
     * @param carnet the script
     */
    static List<Finding> of(Path carnet, Scale scale) throws Exception {
        Path directory = Files.createTempDirectory("carnet-start");
        Files.writeString(directory.resolve("carnet.yml"), """
                session: DBI
                engines:
                  session:
                    DBI:
                      dsn: jdbc:sqlite:carnet.db
                """);
        fill("jdbc:sqlite:" + directory.resolve("carnet.db"));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("java -version", List.of(Processes.java(), "-version"));
        for (String each : List.of("--version", "check", "list")) {
            commands.put("carnet " + each, List.of(carnet.toString(), each));
        }
        return inTurns(commands, directory, scale.turns());
    }

    private static void fill(String dsn) {
        Settings settings =
                Settings.builder(Object::toString).set(DbiProvider.DSN, dsn).build();
        DbiProvider provider = new DbiProvider();
        provider.setup(settings, SessionOptions.DEFAULTS).apply();
        try (SessionEngine engine = SessionEngine.builder(provider.open(settings, SessionOptions.DEFAULTS))
                .build()) {
            for (int i = 0; i < SESSIONS; i++) {
                Session session = engine.newSession();
                session.put("n", i);
                engine.flush(session);
            }
        }
    }

    /**
     * Of any programs.
     *
     * @param commands by what the report calls them
     */
    static List<Finding> inTurns(Map<String, List<String>> commands, Path directory, int turns)
            throws IOException, InterruptedException {
        Map<String, Latencies> latencies = new LinkedHashMap<>();
        // The first turn is not counted: it may have to build the program.
        for (int turn = 0; turn <= turns; turn++) {
            for (Map.Entry<String, List<String>> each : commands.entrySet()) {
                Latencies all = latencies.computeIfAbsent(each.getKey(), first -> new Latencies());
                long from = System.nanoTime();
                Processes.run(each.getValue(), directory);
                if (turn > 0) {
                    all.add(System.nanoTime() - from);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        latencies.forEach((name, each) -> findings.add(new Finding(
                Metric.STARTED, "shell", name, Latencies.sorted(List.of(each)).quantile(0.5))));
        return findings;
    }
}
